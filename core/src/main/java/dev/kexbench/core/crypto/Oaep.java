package dev.kexbench.core.crypto;

import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * EME-OAEP decoding (RFC 8017, section 7.1.2, step 3) with SHA-256, MGF1-SHA-256 and the empty
 * label, for a message whose length is known in advance. Everything is therefore at fixed offsets,
 * and all errors are collected in one mask: no branch, exception or early exit depends on the
 * decrypted bytes (Manger 2001).
 */
public final class Oaep {
  /**
   * Given in full, because providers disagree on the MGF1 hash that the transformation name
   * implies.
   */
  public static final OAEPParameterSpec PARAMETERS =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  /** SHA-256 of the empty label. */
  private static final byte[] LABEL_HASH = {
    (byte) 0xe3,
    (byte) 0xb0,
    (byte) 0xc4,
    0x42,
    (byte) 0x98,
    (byte) 0xfc,
    0x1c,
    0x14,
    (byte) 0x9a,
    (byte) 0xfb,
    (byte) 0xf4,
    (byte) 0xc8,
    (byte) 0x99,
    0x6f,
    (byte) 0xb9,
    0x24,
    0x27,
    (byte) 0xae,
    0x41,
    (byte) 0xe4,
    0x64,
    (byte) 0x9b,
    (byte) 0x93,
    0x4c,
    (byte) 0xa4,
    (byte) 0x95,
    (byte) 0x99,
    0x1b,
    0x78,
    0x52,
    (byte) 0xb8,
    0x55
  };

  private static final int HASH = Sha256.BYTES;

  private Oaep() {}

  /**
   * Decodes in place and writes the message, whether or not the encoding is valid.
   *
   * @param encoded the raw RSA result, as long as the modulus; overwritten and wiped
   * @param message receives the last {@code message.length} bytes of the data block
   * @return a mask: 0 if the encoding is valid, otherwise -1
   * @throws IllegalArgumentException if no encoding of that size can hold such a message
   */
  public static int decode(Sha256 sha, byte[] encoded, byte[] message) {
    int block = encoded.length - HASH - 1;
    int separator = encoded.length - message.length - 1;
    if (separator < 1 + 2 * HASH) {
      throw new IllegalArgumentException(
          encoded.length + " bytes hold no OAEP message of " + message.length + " bytes");
    }
    mask(sha, encoded, new Span(1 + HASH, block), new Span(1, HASH));
    mask(sha, encoded, new Span(1, HASH), new Span(1 + HASH, block));
    int wrong = encoded[0];
    for (int i = 0; i < HASH; i++) {
      wrong |= encoded[1 + HASH + i] ^ LABEL_HASH[i];
    }
    for (int i = 1 + 2 * HASH; i < separator; i++) {
      wrong |= encoded[i];
    }
    wrong |= encoded[separator] ^ 1;
    System.arraycopy(encoded, separator + 1, message, 0, message.length);
    Arrays.fill(encoded, (byte) 0);
    // Bit 31 of (x | -x) is set exactly if x is not 0; the shift copies it to all bits.
    return (wrong | -wrong) >> 31;
  }

  private record Span(int from, int length) {}

  /** XORs MGF1(seed) (RFC 8017, appendix B.2.1) into the target; both are in one array. */
  private static void mask(Sha256 sha, byte[] bytes, Span seed, Span target) {
    byte[] counter = new byte[4];
    byte[] hash = new byte[HASH];
    for (int done = 0; done < target.length(); done += HASH, counter[3]++) {
      sha.update(bytes, seed.from(), seed.length());
      sha.update(counter, 0, counter.length);
      sha.finish(hash, 0);
      int length = Math.min(HASH, target.length() - done);
      for (int i = 0; i < length; i++) {
        bytes[target.from() + done + i] ^= hash[i];
      }
    }
    Arrays.fill(hash, (byte) 0);
  }
}
