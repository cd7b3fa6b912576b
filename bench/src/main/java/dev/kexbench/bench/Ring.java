package dev.kexbench.bench;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Prepared inputs that are handed out in turn, so that no input can be folded into the code or
 * stays in the nearest cache. For one thread.
 */
final class Ring<T> {
  /** How many inputs a ring holds; a power of two. */
  static final int SIZE = 1_024;

  private final List<T> inputs;
  private int at = -1;

  private Ring(List<T> inputs) {
    this.inputs = inputs;
  }

  /** A ring of {@link #SIZE} inputs that the supplier makes. */
  static <T> Ring<T> of(Supplier<T> maker) {
    return new Ring<>(Stream.generate(maker).limit(SIZE).toList());
  }

  /** The next input; after the last comes the first. */
  T next() {
    at = (at + 1) & (SIZE - 1);
    return inputs.get(at);
  }
}
