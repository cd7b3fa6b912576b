package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;

/**
 * The public exponents of batched RSA (Fiat 1989): the eight smallest odd primes, all with one
 * modulus. Files and fingerprints of such a key have the product of the exponents in the place of
 * e; its private half is an RSA private key for that product.
 */
public final class BatchExponents {
  /** The product of all exponents, 27 bits: 111,546,435. */
  public static final BigInteger PRODUCT = BigInteger.valueOf(111_546_435);

  private static final int[] PRIMES = {3, 5, 7, 11, 13, 17, 19, 23};

  /** How many there are, and so the largest number of messages in a batch. */
  public static final int COUNT = PRIMES.length;

  private BatchExponents() {}

  /**
   * The exponent with this index: 3, 5, 7, 11, 13, 17, 19 or 23.
   *
   * @param index from 0 to 7
   */
  public static BigInteger of(int index) {
    return BigInteger.valueOf(PRIMES[index]);
  }

  /**
   * The public key with the same modulus and one of the exponents.
   *
   * @param index from 0 to 7
   * @throws CryptoFailure if the JDK rejects it
   */
  public static RSAPublicKey publicKey(RSAPublicKey product, int index) {
    try {
      RSAPublicKeySpec spec = new RSAPublicKeySpec(product.getModulus(), of(index));
      return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("this JDK does not accept the RSA exponent " + of(index), e);
    }
  }
}
