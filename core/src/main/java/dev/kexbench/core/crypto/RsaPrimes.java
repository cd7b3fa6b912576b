package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.security.spec.RSAPrivateCrtKeySpec;

/** Builds an RSA private key from its two primes, with the public exponent 65537. */
public final class RsaPrimes {
  /** F4, the public exponent of every key here. */
  public static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

  private RsaPrimes() {}

  /** All values derived from the primes (RFC 8017, section 3.2, the second representation). */
  public static RSAPrivateCrtKeySpec key(BigInteger p, BigInteger q) {
    BigInteger pLess1 = p.subtract(BigInteger.ONE);
    BigInteger qLess1 = q.subtract(BigInteger.ONE);
    BigInteger d = EXPONENT.modInverse(pLess1.multiply(qLess1));
    return new RSAPrivateCrtKeySpec(
        p.multiply(q), EXPONENT, d, p, q, d.mod(pLess1), d.mod(qLess1), q.modInverse(p));
  }
}
