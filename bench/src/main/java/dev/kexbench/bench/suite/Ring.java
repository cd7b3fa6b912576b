package dev.kexbench.bench.suite;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Prepared inputs that are handed out in turn, so that the compiler cannot treat an input as a
 * constant and no input stays in the L1 cache. For one thread.
 */
final class Ring<T> {
  /** How many inputs a ring usually holds; a power of two. */
  static final int SIZE = 1_024;

  private final List<T> inputs;
  private int at = -1;

  private Ring(List<T> inputs) {
    this.inputs = inputs;
  }

  /** A ring of {@link #SIZE} inputs that the supplier makes. */
  static <T> Ring<T> of(Supplier<T> maker) {
    return of(SIZE, maker);
  }

  /**
   * A ring of inputs from the supplier.
   *
   * @param size a power of two
   */
  static <T> Ring<T> of(int size, Supplier<T> maker) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("a ring's size must be a power of two, was " + size);
    }
    return new Ring<>(Stream.generate(maker).limit(size).toList());
  }

  /** A ring of {@link #SIZE} arrays of random bytes, each of this length. */
  static Ring<byte[]> ofRandom(int bytes) {
    SecureRandom random = new SecureRandom();
    return of(
        () -> {
          byte[] drawn = new byte[bytes];
          random.nextBytes(drawn);
          return drawn;
        });
  }

  /** The next input; after the last comes the first. */
  T next() {
    at = (at + 1) & (inputs.size() - 1);
    return inputs.get(at);
  }

  /** The input that was handed out last; the last of all if none was. */
  T last() {
    return inputs.get(at & (inputs.size() - 1));
  }
}
