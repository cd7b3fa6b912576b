package dev.kexbench.results.statistics;

import java.util.Collection;
import java.util.List;

/**
 * How two samples of a figure compare: the ratio of their geometric means, with a confidence
 * interval and a p value by Student's t on logarithms, paired within rounds or by Welch's test. If
 * a value is not positive, the means' difference is estimated instead and given as a ratio.
 *
 * @param base the typical value of the base side
 * @param fresh the typical value of the new side
 * @param relative whether shift and error are those of logarithms
 * @param shift new minus base
 * @param error the standard error of the shift; NaN if it is unknown
 * @param degrees of freedom of the error; NaN if it is unknown
 * @param evidence the number of runs or rounds behind it
 */
public record Estimate(
    double base,
    double fresh,
    boolean relative,
    double shift,
    double error,
    double degrees,
    SampleSize evidence) {
  /** The level of intervals that are shown. */
  public static final double USUAL = 0.05;

  /** Compares two samples by nothing but their own variance. */
  public static Estimate of(Sample base, Sample fresh) {
    return of(Difference.of(base, fresh), VariancePrior.NONE);
  }

  /** Compares several pairs of samples, whose variances inform each other. */
  public static List<Estimate> of(Collection<Difference> differences) {
    VariancePrior prior =
        VariancePrior.of(differences.stream().flatMap(each -> each.components().stream()).toList());
    return differences.stream().map(each -> of(each, prior)).toList();
  }

  /** A difference by nothing but its own variance. */
  public static Estimate of(Difference difference) {
    return of(difference, VariancePrior.NONE);
  }

  private static Estimate of(Difference difference, VariancePrior prior) {
    double variance = 0;
    double weights = 0;
    for (Difference.Component component : difference.components()) {
      double part = prior.varianceOf(component) / component.units();
      variance += part;
      weights += part * part / prior.degreesOf(component);
    }
    boolean unknown = difference.components().isEmpty();
    double own = difference.components().stream().mapToDouble(Difference.Component::degrees).sum();
    double certain = own + prior.degrees();
    // Welch and Satterthwaite take the variances for independent, but the prior is in both: what it
    // knows counts once. Where nothing varies, all degrees of freedom count.
    double degrees = weights == 0 ? certain : Math.min(certain, variance * variance / weights);
    return new Estimate(
        difference.base(),
        difference.fresh(),
        difference.relative(),
        difference.shift(),
        unknown ? Double.NaN : Math.sqrt(variance),
        unknown ? Double.NaN : degrees,
        difference.evidence());
  }

  /** New over base; infinite if only base is 0. */
  public double ratio() {
    return ratio(shift);
  }

  private double ratio(double moved) {
    if (relative) {
      return Math.exp(moved);
    }
    return base == 0 ? ratio(0.0, moved) : 1 + moved / Math.abs(base);
  }

  /** Two zeros are equal. */
  static double ratio(double base, double fresh) {
    return base == fresh ? 1 : fresh / base;
  }

  /** The 95 % confidence interval of the ratio; unbounded if the error is unknown. */
  public ConfidenceInterval interval() {
    return interval(USUAL);
  }

  /**
   * A confidence interval of the ratio.
   *
   * @param outside the probability that it does not hold the true ratio
   */
  public ConfidenceInterval interval(double outside) {
    if (Double.isNaN(error)) {
      return new ConfidenceInterval(0, Double.POSITIVE_INFINITY);
    }
    double reach = reach(outside);
    return new ConfidenceInterval(Math.max(0, ratio(shift - reach)), ratio(shift + reach));
  }

  /**
   * By how many times the change exceeds its noise, which is half of its 95 % interval: more than 1
   * if the interval does not include 1. NaN if the error is unknown; infinite if nothing varies.
   */
  public double changeOverNoise() {
    if (Double.isNaN(error)) {
      return Double.NaN;
    }
    return shift == 0 ? 0 : Math.abs(shift) / reach(USUAL);
  }

  private double reach(double outside) {
    return error == 0 ? 0 : error * StudentT.quantile(degrees, outside);
  }

  /**
   * The probability that samples of one distribution differ at least this much; NaN if the error is
   * unknown.
   */
  public double p() {
    if (Double.isNaN(error)) {
      return Double.NaN;
    }
    if (error == 0) {
      return shift == 0 ? 1 : 0;
    }
    return StudentT.p(degrees, shift / error);
  }
}
