package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void wipesEveryArray() {
    byte[] first = {1, 2};
    byte[] second = {3};
    Secrets.wipe(first, new byte[0], second);
    assertArrayEquals(new byte[2], first);
    assertArrayEquals(new byte[1], second);
  }

  @Test
  void theMaskSelectsOneArrayOrTheOther() {
    byte[] ifZero = {0, 1, (byte) 0xFF, 0x55};
    byte[] ifOnes = {(byte) 0xFF, 2, 0, (byte) 0xAA};
    assertArrayEquals(ifZero, Secrets.select(0, ifZero, ifOnes));
    assertArrayEquals(ifOnes, Secrets.select(-1, ifZero, ifOnes));
  }

  @Test
  void aBorrowedKeyShowsItsLengthAndReturnsCopies() {
    byte[] bytes = {0x41, 0x42, 0x43};
    BorrowedKey key = new BorrowedKey("AES", bytes);
    assertEquals("BorrowedKey[3 bytes]", key.toString());
    key.getEncoded()[0] = 0;
    assertArrayEquals(new byte[] {0x41, 0x42, 0x43}, bytes);
  }
}
