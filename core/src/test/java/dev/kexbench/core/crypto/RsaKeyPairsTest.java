package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsaKeyPairsTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @ValueSource(ints = {2048, 3072})
  void bothKeysAreOfOnePairAndOfThisLength(int bits) throws GeneralSecurityException {
    KeyPair pair = RsaKeyPairs.generate(bits, RANDOM);
    RSAPublicKey publicKey = assertInstanceOf(RSAPublicKey.class, pair.getPublic());
    RSAPrivateCrtKey privateKey = assertInstanceOf(RSAPrivateCrtKey.class, pair.getPrivate());
    assertEquals(bits, publicKey.getModulus().bitLength());
    assertEquals(RsaPrimes.EXPONENT, publicKey.getPublicExponent());
    assertEquals(publicKey.getModulus(), privateKey.getPrimeP().multiply(privateKey.getPrimeQ()));
    BigInteger message = new BigInteger(bits - 1, RANDOM);
    BigInteger encrypted = message.modPow(publicKey.getPublicExponent(), publicKey.getModulus());
    assertEquals(
        message, encrypted.modPow(privateKey.getPrivateExponent(), privateKey.getModulus()));
  }

  /** So that every provider and file format takes them. */
  @Test
  void theKeysAreTheJdks() throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    KeyPair pair = RsaKeyPairs.generate(2048, RANDOM);
    assertEquals(factory.translateKey(pair.getPrivate()), pair.getPrivate());
    assertEquals(factory.translateKey(pair.getPrivate()).getClass(), pair.getPrivate().getClass());
    assertEquals(factory.translateKey(pair.getPublic()).getClass(), pair.getPublic().getClass());
  }

  @Test
  void noTwoPairsAreAlike() throws GeneralSecurityException {
    assertNotEquals(
        RsaKeyPairs.generate(2048, RANDOM).getPublic(),
        RsaKeyPairs.generate(2048, RANDOM).getPublic());
  }
}
