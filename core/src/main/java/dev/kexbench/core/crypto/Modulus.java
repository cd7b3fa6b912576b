package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic modulo an odd number. Products are reduced with Barrett's method (Menezes, van
 * Oorschot, Vanstone: Handbook of Applied Cryptography, algorithm 14.42), whose multiplications
 * take a third to a half of the time of {@link BigInteger#mod}. Its time depends on its operands.
 */
final class Modulus {
  private static final int SHORT_BITS = 5;

  private final BigInteger n;
  private final int bits;

  /** 2^(2 bits) / n, rounded down. */
  private final BigInteger reciprocal;

  Modulus(BigInteger n) {
    this.n = n;
    this.bits = n.bitLength();
    this.reciprocal = BigInteger.ONE.shiftLeft(2 * bits).divide(n);
  }

  /** The modulus itself. */
  BigInteger n() {
    return n;
  }

  /** The product of numbers from 0 to n. */
  BigInteger product(BigInteger first, BigInteger... others) {
    BigInteger product = first;
    for (BigInteger each : others) {
      product = reduced(product.multiply(each));
    }
    return product;
  }

  /** The estimated quotient is at most 2 too small. */
  private BigInteger reduced(BigInteger number) {
    BigInteger quotient = number.shiftRight(bits - 1).multiply(reciprocal).shiftRight(bits + 1);
    BigInteger rest = number.subtract(quotient.multiply(n));
    while (rest.compareTo(n) >= 0) {
      rest = rest.subtract(n);
    }
    return rest;
  }

  /**
   * A number from 0 to n to the power of a public exponent, at least 1. Short exponents take a few
   * products, fewer than {@link BigInteger#modPow} needs to begin.
   */
  BigInteger power(BigInteger base, BigInteger exponent) {
    if (exponent.bitLength() > SHORT_BITS) {
      return base.modPow(exponent, n);
    }
    BigInteger power = base;
    for (int bit = exponent.bitLength() - 2; bit >= 0; bit--) {
      power = product(power, power);
      power = exponent.testBit(bit) ? product(power, base) : power;
    }
    return power;
  }

  /**
   * The inverse of each number, at the cost of one inversion and three products for each
   * (Montgomery's simultaneous inversion).
   *
   * @param numbers at least one
   * @throws ArithmeticException if one of them has no inverse
   */
  Map<BigInteger, BigInteger> inverses(List<BigInteger> numbers) {
    BigInteger[] products = new BigInteger[numbers.size()];
    products[0] = numbers.get(0);
    for (int i = 1; i < products.length; i++) {
      products[i] = product(products[i - 1], numbers.get(i));
    }
    Map<BigInteger, BigInteger> inverses = new HashMap<>();
    BigInteger inverse = products[products.length - 1].modInverse(n);
    for (int i = products.length - 1; i > 0; i--) {
      inverses.put(numbers.get(i), product(inverse, products[i - 1]));
      inverse = product(inverse, numbers.get(i));
    }
    inverses.put(numbers.get(0), inverse);
    return inverses;
  }

  @Override
  public String toString() {
    return "Modulus[" + bits + "]";
  }
}
