package dev.kexbench.results.statistics;

/**
 * Where a sample lies.
 *
 * @param value the median of its runs' means
 * @param interval 95 of 100 such intervals hold the true median; unbounded with one run
 */
public record MedianEstimate(double value, ConfidenceInterval interval) {
  /** By the bootstrap that also compares samples. */
  public static MedianEstimate of(Sample sample) {
    return new MedianEstimate(sample.center(), new Bootstrap().center(sample));
  }

  /** Half of the interval; not a number where it is unbounded. */
  public double error() {
    double width = interval.high() - interval.low();
    return Double.isFinite(width) ? width / 2 : Double.NaN;
  }
}
