package dev.kexbench.core.crypto;

import java.util.Optional;

/** AES-256-GCM with 16-byte tags (NIST SP 800-38D). For one caller at a time. */
public interface AesGcm {
  /** The length of a key in bytes. */
  int KEY_BYTES = 32;

  /** The length of a nonce in bytes. */
  int NONCE_BYTES = 12;

  /** The length of a tag in bytes. */
  int TAG_BYTES = 16;

  /** The parameters of one sealed message. A key and nonce must never be used together again. */
  record Use(byte[] key, byte[] nonce, byte[] associated) {
    @Override
    public String toString() {
      return "Use";
    }
  }

  /**
   * Ciphertext and tag, 16 bytes longer than the plaintext.
   *
   * @throws CryptoFailure if the provider fails
   */
  byte[] seal(Use under, byte[] plaintext);

  /** The plaintext; empty if the tag does not verify or the input is shorter than a tag. */
  Optional<byte[]> open(Use under, byte[] sealed);
}
