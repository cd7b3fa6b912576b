package dev.kexbench.results.command;

/** An option that is a whole number, not negative. */
public record Count(long value) {
  /** Refuses a negative number. */
  public Count {
    if (value < 0) {
      throw new IllegalArgumentException("a count must not be negative, was " + value);
    }
  }

  /** Reads {@code 10}, {@code 10k}, {@code 1M}. */
  public static Count parse(String text) {
    return new Count(Amount.count(text));
  }

  /**
   * The value where an {@code int} is needed.
   *
   * @throws IllegalArgumentException when it is too large for one
   */
  public int intValue() {
    if (value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a count of " + value + " is too large here");
    }
    return (int) value;
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
