package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks are encoded by the test's own encoder (RFC 8017, section 7.1.1), including the faults. */
class OaepTest {
  private static final int K = 256;
  private static final int MESSAGE = 64;
  private static final int SEPARATOR = K - MESSAGE - 1;

  private static final CryptoBackend JDK = Backends.select("jdk").backend();

  private final Random random = new Random(3);
  private final Sha256 sha = JDK.sha256();
  private final byte[] message = bytes(MESSAGE);

  private byte[] bytes(int length) {
    byte[] out = new byte[length];
    random.nextBytes(out);
    return out;
  }

  /** 0x00, a seed, lHash, zeros, 0x01 and the message, before masking. */
  private byte[] plainBlock(int k, byte[] text) {
    byte[] block = new byte[k];
    System.arraycopy(bytes(32), 0, block, 1, 32);
    System.arraycopy(hash(new byte[0]), 0, block, 33, 32);
    block[k - text.length - 1] = 1;
    System.arraycopy(text, 0, block, k - text.length, text.length);
    return block;
  }

  private static byte[] masked(byte[] plain) {
    byte[] block = plain.clone();
    mask(block, 1, 33, 33, block.length);
    mask(block, 33, block.length, 1, 33);
    return block;
  }

  private static void mask(byte[] block, int seedFrom, int seedTo, int from, int to) {
    byte[] input = Arrays.copyOfRange(block, seedFrom, seedTo + 4);
    for (int at = from; at < to; at++) {
      Arrays.fill(input, seedTo - seedFrom, input.length, (byte) 0);
      input[input.length - 1] = (byte) ((at - from) / 32);
      block[at] ^= hash(input)[(at - from) % 32];
    }
  }

  private static byte[] hash(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private int decode(byte[] encoded) {
    return Oaep.decode(sha, encoded, new byte[MESSAGE]);
  }

  @ParameterizedTest
  @CsvSource({"256, 64", "384, 64", "512, 64", "256, 0", "256, 1", "256, 190", "384, 318"})
  void decodesAMessageOfTheExpectedLengthAndWipesTheBlock(int k, int length) {
    byte[] text = bytes(length);
    byte[] encoded = masked(plainBlock(k, text));
    byte[] out = new byte[length];
    assertEquals(0, Oaep.decode(sha, encoded, out));
    assertArrayEquals(text, out);
    assertArrayEquals(new byte[k], encoded);
  }

  /** XORing the seed's mask with the block would reveal the seed; the block's mask, the message. */
  @Test
  void wipesTheHashesUsedForItsMasks() {
    List<byte[]> outputs = new ArrayList<>();
    CryptoBackend watched =
        new InterceptedBackend(JDK) {
          @Override
          protected void hashed(byte[] out, int at) {
            outputs.add(out);
          }
        };
    byte[] encoded = masked(plainBlock(K, message));
    assertEquals(0, Oaep.decode(watched.sha256(), encoded, new byte[MESSAGE]));
    assertEquals(1 + 7, outputs.size());
    outputs.forEach(each -> assertArrayEquals(new byte[32], each));
  }

  @Test
  void everyFlippedBitIsAFault() {
    byte[] encoded = masked(plainBlock(K, message));
    for (int bit = 0; bit < 8 * K; bit++) {
      byte[] changed = encoded.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(-1, decode(changed), "bit " + bit);
    }
    assertEquals(0, decode(encoded));
  }

  @Test
  void anyFirstByteButZeroIsAFault() {
    assertEveryOtherValueIsAFault(0, 0);
  }

  @Test
  void anyOtherByteInTheLabelHashIsAFault() {
    for (int at = 33; at < 65; at++) {
      assertEveryOtherValueIsAFault(at, plainBlock(K, message)[at] & 0xFF);
    }
  }

  @Test
  void anyPaddingByteButZeroIsAFault() {
    for (int at = 65; at < SEPARATOR; at++) {
      assertEveryOtherValueIsAFault(at, 0);
    }
  }

  @Test
  void anySeparatorButOneIsAFault() {
    assertEveryOtherValueIsAFault(SEPARATOR, 1);
  }

  /** Tests eight single-bit changes and all bits at once, which suffices for an OR over bytes. */
  private void assertEveryOtherValueIsAFault(int at, int right) {
    byte[] plain = plainBlock(K, message);
    assertEquals((byte) right, plain[at]);
    for (int x : new int[] {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF}) {
      byte[] wrong = plain.clone();
      wrong[at] = (byte) (right ^ x);
      assertEquals(-1, decode(masked(wrong)), "byte " + at + " xor " + x);
    }
  }

  @Test
  void twoFaultsDoNotHideEachOther() {
    byte[] plain = plainBlock(K, message);
    plain[0] = (byte) 0x80;
    plain[70] = (byte) 0x80;
    assertEquals(-1, decode(masked(plain)));
  }

  @Test
  void aMessageOfAnyOtherLengthIsAFault() {
    for (int length = 0; length <= K - 66; length++) {
      int expected = length == MESSAGE ? 0 : -1;
      assertEquals(expected, decode(masked(plainBlock(K, bytes(length)))), "length " + length);
    }
  }

  @Test
  void aMessageIsUnchangedEvenIfItLooksLikePadding() {
    byte[] zerosAndOne = new byte[MESSAGE];
    zerosAndOne[5] = 1;
    byte[] out = new byte[MESSAGE];
    assertEquals(0, Oaep.decode(sha, masked(plainBlock(K, zerosAndOne)), out));
    assertArrayEquals(zerosAndOne, out);
  }

  @ParameterizedTest
  @CsvSource({"256, 191", "256, 256", "65, 0", "0, 0", "129, 64"})
  void refusesSizesThatHoldNoSuchMessage(int k, int length) {
    assertThrows(
        IllegalArgumentException.class, () -> Oaep.decode(sha, new byte[k], new byte[length]));
  }
}
