package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decrypts several RSA ciphertexts with one private-key operation (Fiat, "Batch RSA", 1989; Shacham
 * and Boneh, "Improving SSL Handshake Performance via Batching", 2001). All have one modulus, and
 * each another exponent of {@link BatchExponents}. The private-key operation is a provider's, with
 * the key for the product of all exponents; what precedes and follows it are short exponentiations.
 *
 * <p>These use {@link BigInteger}, whose time depends on its operands. Therefore all ciphertexts of
 * a batch are blinded by one random factor, fresh for each batch: v = c * r^e has the root m * r.
 * Only the last step, the product with 1/r, yields m. What remains observable is how many
 * ciphertexts a batch has and which exponents, which is public. The intermediate numbers stay in
 * memory until they are garbage-collected.
 *
 * <p>Each result is compared with its ciphertext, m^e = c, before it is returned, also under
 * blinding: a fault of the hardware yields no result rather than a wrong one. Thread-safe.
 */
public final class BatchRsa {
  private static final int SPARE_BITS = 64;

  private final Modulus modulus;
  private final int bytes;
  private final SecureRandom random;

  /**
   * Decryption with this modulus.
   *
   * @param random draws the blinding factors
   */
  public BatchRsa(BigInteger modulus, SecureRandom random) {
    this.modulus = new Modulus(modulus);
    this.bytes = (modulus.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    this.random = random;
  }

  /**
   * One ciphertext.
   *
   * @param exponent the index of its exponent, 0 to 7
   * @param c as long as the modulus
   */
  public record Ciphertext(int exponent, byte[] c) {}

  /** A ciphertext as a number between 0 and n, both excluded. */
  private record Power(BigInteger exponent, BigInteger c) {}

  /**
   * The plaintext of each ciphertext, in the same order, as long as the modulus; the caller wipes
   * them. Empty for 0 and for a number that is not below the modulus, which is public, and if a
   * result was wrong twice. None of these affects the others.
   *
   * @param batch at least one, each with another exponent
   * @param operation with the private key for {@link BatchExponents#PRODUCT}
   * @throws IllegalArgumentException if two have the same exponent
   * @throws CryptoFailure if the provider fails
   */
  public List<Optional<byte[]>> decrypt(List<Ciphertext> batch, RsaPrivateOperation operation) {
    requireDistinct(batch);
    List<Optional<Power>> given = batch.stream().map(this::power).toList();
    List<Power> powers = given.stream().flatMap(Optional::stream).toList();
    List<Optional<byte[]>> found = decryptAll(powers, operation);
    List<Optional<byte[]>> all = new ArrayList<>();
    int next = 0;
    for (Optional<Power> each : given) {
      all.add(each.isPresent() ? found.get(next++) : Optional.empty());
    }
    return all;
  }

  private static void requireDistinct(List<Ciphertext> batch) {
    Set<Integer> exponents = new HashSet<>();
    for (Ciphertext each : batch) {
      if (!exponents.add(each.exponent())) {
        throw new IllegalArgumentException(
            "two ciphertexts of a batch have the exponent " + BatchExponents.of(each.exponent()));
      }
    }
  }

  private Optional<Power> power(Ciphertext of) {
    if (of.c().length != bytes) {
      throw new IllegalArgumentException("c has " + of.c().length + " bytes, expected " + bytes);
    }
    BigInteger c = new BigInteger(1, of.c());
    return c.signum() > 0 && c.compareTo(modulus.n()) < 0
        ? Optional.of(new Power(BatchExponents.of(of.exponent()), c))
        : Optional.empty();
  }

  /** One by one for those that have no result in a batch. */
  private List<Optional<byte[]>> decryptAll(List<Power> powers, RsaPrivateOperation operation) {
    List<Optional<byte[]>> together =
        powers.size() > 1 ? decryptTogether(powers, operation) : List.of();
    List<Optional<byte[]>> all = new ArrayList<>();
    try {
      for (int i = 0; i < powers.size(); i++) {
        Optional<byte[]> found = together.isEmpty() ? Optional.empty() : together.get(i);
        all.add(found.isPresent() ? found : decryptAlone(powers.get(i), operation));
      }
    } catch (RuntimeException | Error e) {
      Stream.concat(all.stream(), together.stream()).forEach(it -> it.ifPresent(Secrets::wipe));
      throw e;
    }
    return all;
  }

  /**
   * Those whose result is right; an empty list if there is no batch, because a ciphertext has a
   * factor in common with the modulus. No one who cannot factor the modulus can find such a number.
   */
  private List<Optional<byte[]>> decryptTogether(
      List<Power> powers, RsaPrivateOperation operation) {
    BigInteger r = factor();
    Map<BigInteger, BigInteger> factors = powersOf(r);
    List<BatchTree.Leaf> leaves =
        powers.stream()
            .map(
                each ->
                    new BatchTree.Leaf(
                        each.exponent(), modulus.product(each.c(), factors.get(each.exponent()))))
            .toList();
    BatchTree tree = new BatchTree(leaves, modulus);
    List<BigInteger> divisors = tree.divisors();
    divisors.add(r);
    Map<BigInteger, BigInteger> inverses;
    try {
      inverses = modulus.inverses(divisors);
    } catch (ArithmeticException commonFactor) {
      return List.of();
    }
    byte[] root = root(tree.power(), tree.exponent(), operation);
    List<BigInteger> roots = tree.roots(new BigInteger(1, root), inverses);
    Arrays.fill(root, (byte) 0);
    List<Optional<byte[]>> results = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      results.add(
          isRoot(roots.get(i), leaves.get(i).exponent(), leaves.get(i).power())
              ? Optional.of(encoded(modulus.product(roots.get(i), inverses.get(r))))
              : Optional.empty());
    }
    return results;
  }

  private Optional<byte[]> decryptAlone(Power of, RsaPrivateOperation operation) {
    byte[] m = root(of.c(), of.exponent(), operation);
    BigInteger r = factor();
    BigInteger blinded = modulus.product(of.c(), modulus.power(r, of.exponent()));
    // One more modulus above m, shifted, makes numbers of one length of all results (Manger 2001).
    BigInteger same = new BigInteger(1, m).add(modulus.n().shiftLeft(SPARE_BITS));
    if (isRoot(same.multiply(r).mod(modulus.n()), of.exponent(), blinded)) {
      return Optional.of(m);
    }
    Arrays.fill(m, (byte) 0);
    return Optional.empty();
  }

  /** r^e for each exponent e; the next is 2 or 4 larger. */
  private Map<BigInteger, BigInteger> powersOf(BigInteger r) {
    BigInteger square = modulus.product(r, r);
    BigInteger fourth = modulus.product(square, square);
    Map<BigInteger, BigInteger> powers = new HashMap<>();
    BigInteger power = r;
    BigInteger reached = BigInteger.ONE;
    for (int i = 0; i < BatchExponents.COUNT; i++) {
      BigInteger exponent = BatchExponents.of(i);
      boolean next = exponent.subtract(reached).equals(BigInteger.TWO);
      power = modulus.product(power, next ? square : fourth);
      powers.put(exponent, power);
      reached = exponent;
    }
    return powers;
  }

  private boolean isRoot(BigInteger m, BigInteger exponent, BigInteger of) {
    return modulus.power(m, exponent).equals(of);
  }

  /**
   * power^(1/exponent): the private-key operation takes the root for the product of all exponents,
   * so the power is first raised to the product of those that the given one lacks.
   */
  private byte[] root(BigInteger power, BigInteger exponent, RsaPrivateOperation operation) {
    BigInteger lacking = BatchExponents.PRODUCT.divide(exponent);
    byte[] root = new byte[bytes];
    try {
      operation.apply(encoded(modulus.power(power, lacking)), root);
    } catch (RuntimeException | Error e) {
      Secrets.wipe(root);
      throw e;
    }
    return root;
  }

  /** A random number modulo n, other than 0; the bits above its length make it uniform. */
  private BigInteger factor() {
    BigInteger drawn;
    do {
      drawn = new BigInteger(bytes * Byte.SIZE + SPARE_BITS, random).mod(modulus.n());
    } while (drawn.signum() == 0);
    return drawn;
  }

  /**
   * As long as the modulus. A bit above the highest one gives all numbers the same length, so that
   * the work does not depend on leading zeros, which OAEP has (Manger 2001).
   */
  private byte[] encoded(BigInteger number) {
    byte[] longer = number.setBit(bytes * Byte.SIZE).toByteArray();
    byte[] exact = Arrays.copyOfRange(longer, longer.length - bytes, longer.length);
    Arrays.fill(longer, (byte) 0);
    return exact;
  }

  @Override
  public String toString() {
    return "BatchRsa[" + bytes * Byte.SIZE + "]";
  }
}
