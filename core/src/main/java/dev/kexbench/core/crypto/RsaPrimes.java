package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateCrtKeySpec;

/** Builds RSA private keys from their two primes, and draws primes for batched RSA. */
public final class RsaPrimes {
  /** F4, the public exponent of every key here but those of batched RSA. */
  public static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

  /** As many bits of the two primes must differ, less 100 (FIPS 186-5, appendix A.1.3). */
  private static final int DIFFERENCE_BITS = 100;

  /** At most 2^-100, the bound of FIPS 186-5, appendix B.3, for such lengths. */
  private static final int CERTAINTY = 100;

  /** A class of its own, since only new keys for batches need it: it takes a tenth of a second. */
  private static final class SmallPrimes {
    /** The product of the primes from 3 to 1,999: trial division of a candidate in one step. */
    static final BigInteger PRODUCT = product(2_000);

    private static BigInteger product(int below) {
      BigInteger product = BigInteger.ONE;
      BigInteger next = BigInteger.valueOf(3);
      while (next.intValue() < below) {
        product = product.multiply(next);
        next = next.nextProbablePrime();
      }
      return product;
    }
  }

  private RsaPrimes() {}

  /** A key with the public exponent 65537. */
  public static RSAPrivateCrtKeySpec key(BigInteger p, BigInteger q) {
    return key(p, q, EXPONENT);
  }

  /**
   * All values derived from the primes (RFC 8017, section 3.2, the second representation).
   *
   * @param e the public exponent, which has no factor in common with p - 1 or q - 1
   */
  public static RSAPrivateCrtKeySpec key(BigInteger p, BigInteger q, BigInteger e) {
    BigInteger pLess1 = p.subtract(BigInteger.ONE);
    BigInteger qLess1 = q.subtract(BigInteger.ONE);
    BigInteger d = e.modInverse(pLess1.multiply(qLess1));
    return new RSAPrivateCrtKeySpec(
        p.multiply(q), e, d, p, q, d.mod(pLess1), d.mod(qLess1), q.modInverse(p));
  }

  /**
   * A new key for batched RSA: no exponent of {@link BatchExponents} divides p - 1 or q - 1. The
   * primes are drawn as in FIPS 186-5, appendix A.1.3, but with the two highest bits set. The JDK's
   * generator draws one prime after another until one suits such an exponent, which takes five
   * times as long.
   *
   * @param bits the length of the modulus, even
   */
  public static RSAPrivateCrtKeySpec batchKey(int bits, SecureRandom random) {
    BigInteger p = prime(bits / 2, random);
    BigInteger q;
    do {
      q = prime(bits / 2, random);
    } while (p.subtract(q).abs().bitLength() <= bits / 2 - DIFFERENCE_BITS);
    return key(p, q, BatchExponents.PRODUCT);
  }

  private static BigInteger prime(int bits, SecureRandom random) {
    BigInteger candidate;
    do {
      candidate = new BigInteger(bits, random).setBit(bits - 1).setBit(bits - 2).setBit(0);
    } while (!isCoprime(candidate.subtract(BigInteger.ONE), BatchExponents.PRODUCT)
        || !isCoprime(candidate, SmallPrimes.PRODUCT)
        || !candidate.isProbablePrime(CERTAINTY));
    return candidate;
  }

  private static boolean isCoprime(BigInteger number, BigInteger to) {
    return to.gcd(number.mod(to)).equals(BigInteger.ONE);
  }
}
