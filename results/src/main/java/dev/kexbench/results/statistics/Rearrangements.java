package dev.kexbench.results.statistics;

import java.util.Arrays;
import java.util.Random;

/**
 * Rearranges the values of a series as if nothing had changed. Values without autocorrelation are
 * shuffled. Values with autocorrelation are given the order of a normal first-order autoregressive
 * process of that strength, so that neighbours stay as similar as they were. The seed is fixed.
 */
final class Rearrangements {
  private static final long SEED = 1;

  private final Random random = new Random(SEED);
  private final double[] sorted;
  private final double correlation;
  private final double[] path;
  private final long[] ranked;

  /**
   * Rearrangements of a series.
   *
   * @param correlation of neighbouring values, from 0 to below 1
   */
  Rearrangements(double[] series, double correlation) {
    this.sorted = series.clone();
    Arrays.sort(sorted);
    this.correlation = correlation;
    this.path = new double[series.length];
    this.ranked = new long[series.length];
  }

  /** Writes the next rearrangement to an array of the series' length. */
  void next(double[] into) {
    if (correlation == 0) {
      shuffle(into);
      return;
    }
    walk(random, correlation, path);
    for (int i = 0; i < path.length; i++) {
      // Sorting one array of longs is much faster than sorting indices by value.
      ranked[i] = Math.round((path[i] + 64) * 1e12) / path.length * path.length + i;
    }
    Arrays.sort(ranked);
    for (int rank = 0; rank < ranked.length; rank++) {
      into[(int) (ranked[rank] % path.length)] = sorted[rank];
    }
  }

  /** A path of a normal first-order autoregressive process with variance 1. */
  static void walk(Random random, double correlation, double[] into) {
    double news = Math.sqrt(1 - correlation * correlation);
    double last = random.nextGaussian();
    for (int i = 0; i < into.length; i++) {
      last = i == 0 ? last : correlation * last + news * random.nextGaussian();
      into[i] = last;
    }
  }

  private void shuffle(double[] into) {
    System.arraycopy(sorted, 0, into, 0, sorted.length);
    for (int i = into.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double value = into[i];
      into[i] = into[other];
      into[other] = value;
    }
  }
}
