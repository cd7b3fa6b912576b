package dev.kexbench.results.statistics;

/** A confidence interval of a ratio or a value: from low to high, both included. */
public record ConfidenceInterval(double low, double high) {
  /** Whether it includes this value. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }

  /** Whether nothing is known, as with a single run. */
  public boolean isUnbounded() {
    return low == 0 && Double.isInfinite(high);
  }

  /** Whether all ratios in it differ from 1 by at most this share. */
  public boolean isWithin(double margin) {
    return low >= 1 - margin && high <= 1 + margin;
  }
}
