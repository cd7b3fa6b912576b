package dev.kexbench.bench.sp80056a;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OneStepKdfTest {
  private final Sha256 sha = Backends.select("jdk").backend().sha256();

  /** RFC 7518, appendix C: Concat KDF with SHA-256 over the Z of two P-256 keys. */
  @Test
  void matchesRfc7518() {
    byte[] z =
        HexFormat.of().parseHex("9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4");
    byte[] fixedInfo =
        ByteBuffer.allocate(31)
            .putInt(7)
            .put(ascii("A128GCM"))
            .putInt(5)
            .put(ascii("Alice"))
            .putInt(3)
            .put(ascii("Bob"))
            .putInt(128)
            .array();
    byte[] derived = OneStepKdf.derive(sha, z, fixedInfo, 16);
    assertEquals(
        "VqqN6vgjbSBcIijNcacQGg", Base64.getUrlEncoder().withoutPadding().encodeToString(derived));
  }

  @Test
  void countsBlocksFromOneAndCutsTheLast() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] expected = new byte[0];
    for (int i = 1; i <= 3; i++) {
      digest.update(new byte[] {0, 0, 0, (byte) i});
      digest.update(ascii("secret"));
      byte[] block = digest.digest(ascii("info"));
      expected = Arrays.copyOf(expected, expected.length + block.length);
      System.arraycopy(block, 0, expected, expected.length - block.length, block.length);
    }
    for (int length : new int[] {1, 32, 33, 64, 80}) {
      assertArrayEquals(
          Arrays.copyOf(expected, length),
          OneStepKdf.derive(sha, ascii("secret"), ascii("info"), length));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
