package dev.kexbench.core.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

/**
 * A server's RSA public key and its fingerprint: SHA-256 of the SubjectPublicKeyInfo in DER, with
 * rsaEncryption and NULL parameters (RFC 8017, appendix A.1; RFC 3279, section 2.3.1).
 */
public final class ServerPublicKey {
  /** The length of a key id, the first bytes of the fingerprint. */
  public static final int KEY_ID_BYTES = 8;

  private final RSAPublicKey key;
  private final byte[] fingerprint;

  /**
   * Takes a key as it is, and re-encodes it for the fingerprint.
   *
   * @throws IllegalArgumentException if its exponent is not 65537
   */
  public ServerPublicKey(RSAPublicKey given) {
    if (!given.getPublicExponent().equals(BigInteger.valueOf(65537))) {
      throw new IllegalArgumentException(
          "the public exponent must be 65537, is " + given.getPublicExponent());
    }
    key = reencode(given);
    fingerprint = ClientId.sha256(key.getEncoded());
  }

  /** The key, its encoding a SubjectPublicKeyInfo. */
  public RSAPublicKey key() {
    return key;
  }

  /** The modulus' length in bits. */
  public int bits() {
    return key.getModulus().bitLength();
  }

  /** server_fp, 32 bytes; a copy. */
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** server_fp[0..8); a copy. */
  public byte[] keyId() {
    return Arrays.copyOf(fingerprint, KEY_ID_BYTES);
  }

  private static RSAPublicKey reencode(RSAPublicKey given) {
    try {
      var spec = new RSAPublicKeySpec(given.getModulus(), given.getPublicExponent());
      return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "not an RSA key that this JDK takes: " + e.getMessage(), e);
    }
  }
}
