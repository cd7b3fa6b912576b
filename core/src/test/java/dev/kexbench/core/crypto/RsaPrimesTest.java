package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.junit.jupiter.api.Test;

class RsaPrimesTest {
  @Test
  void everyExponentOfBatchesHasAnInverseForANewKey() {
    for (int round = 0; round < 20; round++) {
      RSAPrivateCrtKeySpec key = RsaPrimes.batchKey(512, new SecureRandom());
      BigInteger p = key.getPrimeP();
      BigInteger q = key.getPrimeQ();
      assertEquals(512, key.getModulus().bitLength());
      assertEquals(p.multiply(q), key.getModulus());
      assertTrue(p.isProbablePrime(50) && q.isProbablePrime(50));
      BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
      for (int i = 0; i < BatchExponents.COUNT; i++) {
        assertEquals(BigInteger.ONE, phi.gcd(BatchExponents.of(i)));
      }
    }
  }

  @Test
  void theProductOfTheExponentsIsThatOfFilesAndFingerprints() {
    BigInteger product = BigInteger.ONE;
    for (int i = 0; i < BatchExponents.COUNT; i++) {
      product = product.multiply(BatchExponents.of(i));
    }
    assertEquals(BatchExponents.PRODUCT, product);
  }
}
