package dev.kexbench.core.spake2plus;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/** The transcript TT and the keys derived from it (RFC 9383, sections 3.3 and 3.4). */
final class KeyDerivation {
  private static final byte[] NO_SALT = {};
  private static final byte[] CONFIRMATION = ascii("ConfirmationKeys");
  private static final byte[] SHARED = ascii("SharedKey");
  private static final byte[] M = P256.encodedM();
  private static final byte[] N = P256.encodedN();

  private final Sha256 sha;

  KeyDerivation(Sha256 sha) {
    this.sha = sha;
  }

  /** The two points that were sent, 65 bytes each. */
  record Shares(byte[] p, byte[] v) {}

  /** The keys; empty if Z or V is the identity. */
  Optional<Spake2PlusKeys> keys(
      Identities identities, Shares shares, ECPoint z, ECPoint v, byte[] w0) {
    if (z.isInfinity() || v.isInfinity()) {
      return Optional.empty();
    }
    byte[] encodedZ = P256.encoded(z);
    byte[] encodedV = P256.encoded(v);
    byte[] main = {};
    try {
      for (byte[] each :
          new byte[][] {identities.context(), identities.prover(), identities.verifier(), M, N}) {
        add(each);
      }
      for (byte[] each : new byte[][] {shares.p(), shares.v(), encodedZ, encodedV, w0}) {
        add(each);
      }
      main = sha.hash();
      return Optional.of(keys(main, shares));
    } finally {
      Secrets.wipe(encodedZ, encodedV, main);
    }
  }

  /** Adds a field to TT: its length in 8 bytes, little-endian, then its bytes. */
  private void add(byte[] field) {
    byte[] length =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(field.length)
            .array();
    sha.update(length, 0, length.length);
    sha.update(field, 0, field.length);
  }

  private Spake2PlusKeys keys(byte[] main, Shares shares) {
    byte[] extracted = Hkdf.extract(sha, NO_SALT, main);
    byte[] both = Hkdf.expand(sha, extracted, CONFIRMATION, 2 * Sha256.BYTES);
    byte[] keyP = Arrays.copyOf(both, Sha256.BYTES);
    byte[] keyV = Arrays.copyOfRange(both, Sha256.BYTES, both.length);
    try {
      return new Spake2PlusKeys(
          sha.hmac(keyP, shares.v()),
          sha.hmac(keyV, shares.p()),
          Hkdf.expand(sha, extracted, SHARED, Sha256.BYTES));
    } finally {
      Secrets.wipe(extracted, both, keyP, keyV);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
