package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inverts several numbers at the cost of one inversion and three multiplications each (Montgomery's
 * simultaneous inversion).
 */
final class ModularInverses {
  private ModularInverses() {}

  /**
   * The inverse of each number.
   *
   * @param numbers at least one, each from 0 to the modulus
   * @throws ArithmeticException if one of them has no inverse
   */
  static Map<BigInteger, BigInteger> of(List<BigInteger> numbers, BigInteger modulus) {
    BigInteger[] products = new BigInteger[numbers.size()];
    BigInteger product = BigInteger.ONE;
    for (int i = 0; i < products.length; i++) {
      product = product.multiply(numbers.get(i)).mod(modulus);
      products[i] = product;
    }
    Map<BigInteger, BigInteger> inverses = new HashMap<>();
    BigInteger inverse = product.modInverse(modulus);
    for (int i = products.length - 1; i > 0; i--) {
      inverses.put(numbers.get(i), inverse.multiply(products[i - 1]).mod(modulus));
      inverse = inverse.multiply(numbers.get(i)).mod(modulus);
    }
    inverses.put(numbers.get(0), inverse);
    return inverses;
  }
}
