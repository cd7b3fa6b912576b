package dev.kexbench.results.statistics;

/** The ratios, or values, that the runs leave possible: from low to high, both included. */
public record ConfidenceInterval(double low, double high) {
  /** Whether one of them is this. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }

  /** Whether nothing is known, as of a single run. */
  public boolean isUnbounded() {
    return low == 0 && Double.isInfinite(high);
  }

  /** Whether all of these ratios lie at most so far from no change. */
  public boolean isWithin(double margin) {
    return low >= 1 - margin && high <= 1 + margin;
  }
}
