package dev.kexbench.results.command;

/** An option whose value is a rate per second, greater than 0. */
public record Rate(double perSecond) {
  /** Rejects a rate of 0 or less. */
  public Rate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate must be more than 0 per second, was " + perSecond);
    }
  }

  /** Parses {@code 500}, {@code 500/s}, {@code 1/min}, {@code 2k}. */
  public static Rate parse(String text) {
    return new Rate(Amount.perSecond(text));
  }

  @Override
  public String toString() {
    return perSecond + "/s";
  }
}
