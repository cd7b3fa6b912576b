package dev.kexbench.core.crypto;

/** HKDF with SHA-256 (RFC 5869). */
public final class Hkdf {
  private Hkdf() {}

  /** HKDF-Extract (section 2.2): a pseudorandom key of 32 bytes. */
  public static byte[] extract(Sha256 sha, byte[] salt, byte[] keyMaterial) {
    return sha.hmac(salt.length == 0 ? new byte[Sha256.BYTES] : salt, keyMaterial);
  }

  /**
   * HKDF-Expand (section 2.3): {@code length} bytes of output.
   *
   * @param length 0 to 8,160 bytes
   */
  public static byte[] expand(Sha256 sha, byte[] key, byte[] info, int length) {
    if (length < 0 || length > 255 * Sha256.BYTES) {
      throw new IllegalArgumentException(
          "HKDF output is 0 to 8160 bytes long, requested: " + length);
    }
    byte[] out = new byte[length];
    byte[] block = {};
    try {
      for (int at = 0, counter = 1; at < length; at += Sha256.BYTES, counter++) {
        byte[] next = sha.hmac(key, block, info, new byte[] {(byte) counter});
        Secrets.wipe(block);
        block = next;
        System.arraycopy(block, 0, out, at, Math.min(block.length, length - at));
      }
      return out;
    } catch (RuntimeException | Error e) {
      Secrets.wipe(out);
      throw e;
    } finally {
      Secrets.wipe(block);
    }
  }
}
