package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class ServerKeyTest {
  @Test
  void isTheSameInEveryFork() throws GeneralSecurityException {
    assertEquals(key(2048).privateHalf().getModulus(), key(2048).privateHalf().getModulus());
  }

  @Test
  void hasAsManyBitsAsAsked() throws GeneralSecurityException {
    assertEquals(3072, key(3072).publicHalf().getModulus().bitLength());
  }

  static ServerKey key(int bits) throws GeneralSecurityException {
    ServerKey key = new ServerKey();
    key.bits = bits;
    key.generate();
    return key;
  }
}
