package dev.kexbench.results.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t distribution, two-sided. */
public final class StudentT {
  private StudentT() {}

  /** How many standard errors hold all but this share of the distribution. */
  public static double quantile(double degrees, double outside) {
    return -TDistribution.of(degrees).inverseCumulativeProbability(outside / 2);
  }

  /** The probability of at least so many standard errors. */
  static double p(double degrees, double errors) {
    return 2 * TDistribution.of(degrees).survivalProbability(Math.abs(errors));
  }
}
