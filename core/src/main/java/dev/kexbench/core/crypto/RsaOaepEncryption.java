package dev.kexbench.core.crypto;

/** RSAES-OAEP with SHA-256, MGF1-SHA-256 and the empty label (RFC 8017, section 7.1.1). */
public interface RsaOaepEncryption {
  /**
   * Encrypts with a fresh seed.
   *
   * @param plaintext at most the modulus length less 66 bytes
   * @return the ciphertext, as long as the modulus
   * @throws CryptoFailure if the provider fails
   */
  byte[] encrypt(byte[] plaintext);
}
