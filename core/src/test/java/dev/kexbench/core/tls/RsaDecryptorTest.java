package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** PKCS#1 v1.5 around a premaster secret: one mask for all errors. */
class RsaDecryptorTest {
  private static final int VERSION = 0x0303;

  private static byte[] block(int bytes) {
    byte[] block = new byte[bytes];
    Arrays.fill(block, (byte) 0x80);
    block[0] = 0;
    block[1] = 2;
    block[bytes - 49] = 0;
    block[bytes - 48] = 3;
    block[bytes - 47] = 3;
    return block;
  }

  @Test
  void aValidBlockIsAccepted() {
    for (int bytes : new int[] {256, 384, 512}) {
      assertEquals(0, RsaDecryptor.wrong(block(bytes), VERSION));
    }
  }

  @Test
  void theSecretMayBeAnyBytes() {
    byte[] block = block(256);
    for (int at = 256 - 46; at < 256; at++) {
      block[at] = (byte) at;
      assertEquals(0, RsaDecryptor.wrong(block, VERSION));
    }
  }

  @Test
  void everyChangeOfTheFrameIsWrong() {
    for (int at = 0; at < 256 - 46; at++) {
      boolean filler = at > 1 && at < 256 - 49;
      for (int bit = 0; bit < 8; bit++) {
        byte[] block = block(256);
        block[at] ^= (byte) (1 << bit);
        boolean good = filler && block[at] != 0;
        assertEquals(good ? 0 : -1, RsaDecryptor.wrong(block, VERSION), at + " " + bit);
      }
    }
  }

  @Test
  void aZeroInThePaddingIsWrong() {
    for (int at = 2; at < 256 - 49; at++) {
      byte[] block = block(256);
      block[at] = 0;
      assertEquals(-1, RsaDecryptor.wrong(block, VERSION), "at " + at);
    }
  }

  @Test
  void anotherVersionIsWrong() {
    assertEquals(-1, RsaDecryptor.wrong(block(256), 0x0302));
    assertEquals(-1, RsaDecryptor.wrong(block(256), 0x0203));
  }
}
