package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class ServerKeyTest {
  @Test
  void isTheSameInEveryFork() throws IOException, GeneralSecurityException {
    assertEquals(key(2048).privateHalf().getModulus(), key(2048).privateHalf().getModulus());
  }

  @Test
  void hasTheRequestedLength() throws IOException, GeneralSecurityException {
    assertEquals(3072, key(3072).publicHalf().getModulus().bitLength());
  }

  static ServerKey key(int bits) throws IOException, GeneralSecurityException {
    ServerKey key = new ServerKey();
    key.bits = bits;
    key.make();
    return key;
  }
}
