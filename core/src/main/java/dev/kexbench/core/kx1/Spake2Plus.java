package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.spake2plus.Identities;
import dev.kexbench.core.spake2plus.PasswordScalars;
import dev.kexbench.core.spake2plus.Spake2PlusKeys;

/** What both sides of suite 0x31 compute in the same way. */
final class Spake2Plus {
  /** The length of shareP and shareV in bytes. */
  static final int SHARE_BYTES = Curve.P256.publicBytes();

  private Spake2Plus() {}

  /** w0s || w1s = HKDF-Expand(root, "kx1 spake2plus", 80), reduced. */
  static PasswordScalars scalars(Sha256 sha, byte[] root) {
    byte[] derived = Hkdf.expand(sha, root, Label.SPAKE2PLUS, PasswordScalars.DERIVED_BYTES);
    try {
      return PasswordScalars.of(derived);
    } finally {
      Secrets.wipe(derived);
    }
  }

  /**
   * Context = "kx1 spake2plus" || TH1, which covers client_id; idProver and idVerifier are empty.
   */
  static Identities identities(byte[] th1) {
    return Identities.in(Parts.joined(Label.SPAKE2PLUS, th1));
  }

  /** K_shared || confirmP. The caller wipes it. */
  static byte[] secret(Spake2PlusKeys keys) {
    return Parts.joined(keys.shared(), keys.confirmP());
  }
}
