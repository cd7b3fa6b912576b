package dev.kexbench.results.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The p value of a statistic of a series by Monte Carlo: how often rearranged values reach it. It
 * stops as soon as enough of them do (Besag and Clifford, Sequential Monte Carlo p-values, 1991).
 * If hardly any do, the tail of their statistics is extended by an exponential distribution (after
 * Knijnenburg et al., Fewer permutations, more accurate P-values, 2009), with the uncertainty of
 * its mean taken into account.
 */
final class Significance {
  /** Enough rearrangements that reach the statistic for its p value to be known. */
  private static final int ENOUGH = 20;

  /** With fewer, the tail is known better than their share. */
  private static final int FEW = 10;

  /** The tail consists of the largest tenth of the statistics, and of no more than these. */
  private static final int TAIL = 100;

  /** After so many rearrangements a statistic far beyond all of them is decided. */
  private static final int FIRST = 149;

  private static final int FEWEST = 499;
  private static final int MOST = 9_999;

  /** Bounds the time: one rearrangement takes time proportional to the squared length. */
  private static final double EFFORT = 1.2e7;

  private static final double CERTAIN = 5e-5;

  /** Keeps rounding errors from making equal statistics unequal. */
  private static final double ROUNDING = 1 - 1e-9;

  private final Rearrangements rearrangements;
  private final ToDoubleFunction<double[]> statistic;
  private final double observed;
  private final double[] rearranged;
  private final double[] statistics;

  private Significance(double[] series, double correlation, ToDoubleFunction<double[]> statistic) {
    this.rearrangements = new Rearrangements(series, correlation);
    this.statistic = statistic;
    this.observed = statistic.applyAsDouble(series);
    this.rearranged = new double[series.length];
    double affordable = EFFORT / series.length / series.length;
    this.statistics = new double[(int) Math.max(FEWEST, Math.min(MOST, affordable))];
  }

  /** The probability of a statistic as large as the observed one if nothing changed. */
  static double p(double[] series, double correlation, ToDoubleFunction<double[]> statistic) {
    return new Significance(series, correlation, statistic).p();
  }

  private double p() {
    if (!(observed > 0)) {
      return 1;
    }
    int reached = 0;
    for (int i = 0; i < statistics.length; i++) {
      rearrangements.next(rearranged);
      statistics[i] = statistic.applyAsDouble(rearranged);
      reached += statistics[i] >= observed * ROUNDING ? 1 : 0;
      if (reached == ENOUGH) {
        return reached / (i + 1.0);
      }
      if (i + 1 == FIRST && reached == 0 && tail(FIRST) < CERTAIN) {
        return tail(FIRST);
      }
    }
    return reached < FEW ? tail(statistics.length) : (reached + 1.0) / (statistics.length + 1);
  }

  /** The p value by the largest of the first statistics; 1 if the observed one is not beyond. */
  private double tail(int count) {
    double[] known = Arrays.copyOf(statistics, count);
    Arrays.sort(known);
    int size = Math.min(TAIL, count / 10);
    double start = known[count - size - 1];
    double excess = 0;
    for (int i = count - size; i < count; i++) {
      excess += known[i] - start;
    }
    return observed <= start
        ? 1
        : size / (double) count * Math.pow(1 + (observed - start) / excess, -size);
  }
}
