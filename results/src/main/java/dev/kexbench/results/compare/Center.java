package dev.kexbench.results.compare;

/**
 * Where a sample lies.
 *
 * @param value the median of its runs' means
 * @param interval 95 of 100 such intervals hold the true median; unbounded with one run
 */
public record Center(double value, Interval interval) {
  /** By the bootstrap that also compares samples. */
  public static Center of(Sample sample) {
    return new Center(sample.center(), new Bootstrap().center(sample));
  }

  /** Half of the interval; not a number where it is unbounded. */
  public double error() {
    double width = interval.high() - interval.low();
    return Double.isFinite(width) ? width / 2 : Double.NaN;
  }
}
