package dev.kexbench.results.command;

/** An option that is a number per second, more than none. */
public record Rate(double perSecond) {
  /** Refuses what is not more than 0. */
  public Rate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate must be more than 0 per second, was " + perSecond);
    }
  }

  /** Reads {@code 500}, {@code 500/s}, {@code 1/min}, {@code 2k}. */
  public static Rate parse(String text) {
    return new Rate(Amount.perSecond(text));
  }

  @Override
  public String toString() {
    return perSecond + "/s";
  }
}
