package dev.kexbench.results.statistics;

/**
 * The estimated median of a sample.
 *
 * @param value the median of its runs' means
 * @param interval the 95 % confidence interval of the median; unbounded with one run
 */
public record MedianEstimate(double value, ConfidenceInterval interval) {
  /** By the same bootstrap that compares samples. */
  public static MedianEstimate of(Sample sample) {
    return new MedianEstimate(sample.center(), new Bootstrap().center(sample));
  }

  /** Half of the interval; NaN if it is unbounded. */
  public double error() {
    double width = interval.high() - interval.low();
    return Double.isFinite(width) ? width / 2 : Double.NaN;
  }
}
