package dev.kexbench.core.crypto;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** The Diffie-Hellman groups that exchanges use. */
public enum Curve {
  /** Curve25519 by its x coordinate (RFC 7748, section 5). */
  X25519(32),
  /** secp256r1 (SEC 2, section 2.4.2); points are uncompressed: {@code 0x04 ‖ x 32 ‖ y 32}. */
  P256(65);

  private final int publicBytes;

  Curve(int publicBytes) {
    this.publicBytes = publicBytes;
  }

  /** The length of a public key on the wire, in bytes. */
  public int publicBytes() {
    return publicBytes;
  }

  /**
   * The parameters of P-256 as JCA key specifications need them.
   *
   * @throws CryptoFailure if this JDK does not know the curve
   */
  public static ECParameterSpec secp256r1() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("this JDK does not know secp256r1", e);
    }
  }
}
