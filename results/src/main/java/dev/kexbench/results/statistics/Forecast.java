package dev.kexbench.results.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many runs or rounds will probably decide a figure. The true shift is not known: it is taken
 * to be nothing in one of two cases, and else anywhere that the estimate allows, as probable as the
 * estimate says (a predictive probability; Spiegelhalter, Abrams and Myles, Bayesian Approaches to
 * Clinical Trials, 2004, on monitoring by predictions). Taking the estimate for the truth instead
 * would promise far too few.
 *
 * @param estimate so far; its error must be known
 * @param margin the share within which a figure counts as equivalent
 * @param tests how many figures are tested together
 */
public record Forecast(Estimate estimate, double margin, int tests) {
  /** More than this many are not realistic. */
  private static final int MOST = 1_000;

  private static final double PROBABLY = 0.9;

  /** The error itself is estimated: it is taken to be as large as it is in one of ten cases. */
  private static final double UNLUCKY = 0.1;

  private static final int POINTS = 40;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * The number on each side, with those there are, that decides the figure with a probability of
   * 0.9; 0 if a thousand would not, or the figure has values that are not positive.
   */
  public int needed() {
    int now = estimate.evidence().fewest();
    if (!estimate.relative() || Double.isNaN(estimate.error()) || now >= MOST) {
      return 0;
    }
    TDistribution t = TDistribution.of(estimate.degrees());
    double squares =
        ChiSquaredDistribution.of(estimate.degrees()).inverseCumulativeProbability(UNLUCKY);
    double error = estimate.error() * Math.sqrt(estimate.degrees() / squares);
    // One half of the truths is no change, which is as likely as all others together.
    double[] truths = new double[2 * POINTS];
    Arrays.setAll(
        truths,
        i ->
            i >= POINTS
                ? 0
                : estimate.shift()
                    + estimate.error() * t.inverseCumulativeProbability((i + 0.5) / POINTS));
    if (probability((double) MOST / now, error, truths) < PROBABLY) {
      return 0;
    }
    int few = now;
    int enough = MOST;
    while (enough - few > 1) {
      int middle = Math.max(few + 1, (int) Math.sqrt((double) few * enough));
      if (probability((double) middle / now, error, truths) >= PROBABLY) {
        enough = middle;
      } else {
        few = middle;
      }
    }
    return enough;
  }

  /**
   * The probability that so many times the present number decides, over equally likely truths.
   *
   * @param now the error of the present number
   */
  private double probability(double times, double now, double[] truths) {
    double error = now / Math.sqrt(times);
    double deviation = error * Math.sqrt(1 - 1 / times);
    double degrees = estimate.degrees() * times;
    double bound = Math.log1p(margin);
    double significant = error * StudentT.quantile(degrees, Estimate.USUAL / tests);
    double changed = Math.max(bound, significant);
    double equivalent = bound - error * StudentT.quantile(degrees, Estimate.USUAL);
    double sum = 0;
    for (double truth : truths) {
      double mean = (estimate.shift() + (times - 1) * truth) / times;
      double inside = equivalent > 0 ? within(equivalent, mean, deviation) : 0;
      sum += 1 - within(changed, mean, deviation) + inside;
    }
    return sum / truths.length;
  }

  /** The probability that the next estimate is at most this far from no change. */
  private static double within(double reach, double mean, double deviation) {
    return NORMAL.cumulativeProbability((reach - mean) / deviation)
        - NORMAL.cumulativeProbability((-reach - mean) / deviation);
  }
}
