package dev.kexbench.core.crypto;

/**
 * The raw RSA private-key operation, c^d mod n (RFC 8017, section 5.1.2). For one caller at a time.
 */
public interface RsaPrivateOperation {
  /** The modulus length in bytes: 256, 384 or 512. */
  int bytes();

  /**
   * Writes c^d mod n, left-padded with zeros to the modulus length.
   *
   * @param c exactly {@link #bytes()} bytes, a number smaller than the modulus
   * @param out at least {@link #bytes()} bytes
   * @throws CryptoFailure if the provider fails, which no content of such a {@code c} can cause
   */
  void apply(byte[] c, byte[] out);
}
