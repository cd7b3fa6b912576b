package dev.kexbench.results.command;

/** An option whose value is a non-negative integer. */
public record Count(long value) {
  /** Rejects a negative number. */
  public Count {
    if (value < 0) {
      throw new IllegalArgumentException("a count must not be negative, was " + value);
    }
  }

  /** Parses {@code 10}, {@code 10k}, {@code 1M}. */
  public static Count parse(String text) {
    return new Count(Amount.count(text));
  }

  /**
   * The value as an {@code int}.
   *
   * @throws IllegalArgumentException if it does not fit
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
