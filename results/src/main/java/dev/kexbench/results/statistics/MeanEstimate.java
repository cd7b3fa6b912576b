package dev.kexbench.results.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * The estimated typical value of a sample.
 *
 * @param value the geometric mean of its runs; the arithmetic one if a run is not positive
 * @param interval the 95 % confidence interval of the mean by Student's t, on logarithms where all
 *     runs are positive; unbounded with one run
 */
public record MeanEstimate(double value, ConfidenceInterval interval) {
  /** The mean of a sample's runs, each run being one observation. */
  public static MeanEstimate of(Sample sample) {
    double[] means = sample.means().stream().mapToDouble(Double::doubleValue).toArray();
    Moments moments = Moments.of(means);
    if (means.length == 1) {
      return new MeanEstimate(moments.value(), new ConfidenceInterval(0, Double.POSITIVE_INFINITY));
    }
    double error = Math.sqrt(moments.variance() / means.length);
    double reach = error * StudentT.quantile(means.length - 1.0, Estimate.USUAL);
    DoubleUnaryOperator plain = moments.relative() ? Math::exp : value -> value;
    return new MeanEstimate(
        moments.value(),
        new ConfidenceInterval(
            plain.applyAsDouble(moments.mean() - reach),
            plain.applyAsDouble(moments.mean() + reach)));
  }

  /** Half of the interval; NaN if it is unbounded. */
  public double error() {
    double width = interval.high() - interval.low();
    return Double.isFinite(width) ? width / 2 : Double.NaN;
  }
}
