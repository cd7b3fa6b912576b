package dev.kexbench.core.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.KeySpec;
import java.util.Arrays;

/**
 * A server's public key and its fingerprint: SHA-256 of the SubjectPublicKeyInfo in DER. RSA has
 * rsaEncryption and NULL parameters (RFC 8017, appendix A.1; RFC 3279, section 2.3.1), batched RSA
 * as well, X25519 is encoded by RFC 8410, P-256 as a named curve and an uncompressed point (RFC
 * 5480).
 */
public final class ServerPublicKey {
  /** The length of a key id in bytes: the first bytes of the fingerprint. */
  public static final int KEY_ID_BYTES = 8;

  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
  private static final int X25519_BYTES = 32;
  private static final int P256_BYTES = 65;

  private final KeyKind kind;
  private final PublicKey key;
  private final byte[] fingerprint;

  /**
   * Takes any encoding of a key and re-encodes it for the fingerprint.
   *
   * @throws IllegalArgumentException if it is not of any {@link KeyKind}, or is an RSA key with
   *     another exponent than these have
   */
  public ServerPublicKey(PublicKey given) {
    kind =
        Arrays.stream(KeyKind.values())
            .filter(each -> each.spec(given).isPresent())
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("not an RSA, X25519 or P-256 key"));
    if (kind == KeyKind.RSA && !((RSAPublicKey) given).getPublicExponent().equals(EXPONENT)) {
      throw new IllegalArgumentException(
          "the public exponent must be 65537, is " + ((RSAPublicKey) given).getPublicExponent());
    }
    key = reencode(kind.spec(given).orElseThrow());
    fingerprint = ClientId.sha256(key.getEncoded());
  }

  /** The kind of key. */
  public KeyKind kind() {
    return kind;
  }

  /** The key; its encoding is a SubjectPublicKeyInfo. */
  public PublicKey key() {
    return key;
  }

  /**
   * The key as an RSA public key.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  public RSAPublicKey rsa() {
    if (key instanceof RSAPublicKey rsa) {
      return rsa;
    }
    throw new IllegalArgumentException("an RSA key is needed, this one is " + kind);
  }

  /**
   * The point of a Diffie-Hellman key in its wire encoding: 32 bytes for X25519 (RFC 7748), 65 for
   * P-256 ({@code 0x04 ‖ x ‖ y}). It is the last part of the key's encoding.
   *
   * @throws IllegalArgumentException if it is an RSA key
   */
  public byte[] point() {
    int length =
        switch (kind) {
          case X25519 -> X25519_BYTES;
          case P256 -> P256_BYTES;
          case RSA, RSA_BATCH ->
              throw new IllegalArgumentException("an RSA key is not a point of a curve");
        };
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
  }

  /** The length in bits: of the modulus for RSA, of the field for a curve. */
  public int bits() {
    return kind.bits(key);
  }

  /** server_fp, 32 bytes; a copy. */
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** server_fp[0..8); a copy. */
  public byte[] keyId() {
    return keyId(fingerprint);
  }

  /** The key id that belongs to a fingerprint. */
  public static byte[] keyId(byte[] fingerprint) {
    return Arrays.copyOf(fingerprint, KEY_ID_BYTES);
  }

  private PublicKey reencode(KeySpec spec) {
    try {
      return KeyFactory.getInstance(kind.algorithm()).generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "not an %s key that this JDK supports: %s".formatted(kind, e.getMessage()), e);
    }
  }
}
