package dev.kexbench.core.crypto;

/** SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104). For one caller at a time. */
public interface Sha256 {
  /** The length of every hash and full tag, in bytes. */
  int BYTES = 32;

  /** Adds bytes to the hash that {@link #finish} completes. */
  void update(byte[] data, int from, int length);

  /** Writes the 32-byte hash of all bytes added, and resets. */
  void finish(byte[] out, int at);

  /** The 32-byte hash of the concatenated parts. */
  default byte[] hash(byte[]... parts) {
    for (byte[] part : parts) {
      update(part, 0, part.length);
    }
    byte[] out = new byte[BYTES];
    finish(out, 0);
    return out;
  }

  /** The 32-byte tag of the concatenated parts; the key is used for this call only. */
  byte[] hmac(byte[] key, byte[]... parts);
}
