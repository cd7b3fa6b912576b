package dev.kexbench.results.statistics;

import java.util.Arrays;
import java.util.Random;

/**
 * Estimates how far the medians of two runs differ by chance. From runs of the same build, forks
 * are drawn with replacement into two runs, many times (Efron and Tibshirani, An Introduction to
 * the Bootstrap, chapter 8). The seed is fixed: the same forks give the same result.
 */
public final class Resampling {
  private static final int DRAWS = 4_000;
  private static final double SHARE = 0.95;
  private static final long SEED = 1;

  private final double[] forks;
  private final Random random = new Random(SEED);

  public Resampling(double[] forks) {
    this.forks = forks;
  }

  /**
   * The 95th percentile, over pairs of runs with this number of forks, of the larger median over
   * the smaller, minus 1.
   */
  public double noise(int forksOfARun) {
    double[] distances = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double one = median(forksOfARun);
      double other = median(forksOfARun);
      distances[draw] = one == other ? 0 : Math.max(one, other) / Math.min(one, other) - 1;
    }
    Arrays.sort(distances);
    return distances[(int) Math.ceil(SHARE * DRAWS) - 1];
  }

  private double median(int size) {
    double[] drawn = new double[size];
    for (int i = 0; i < size; i++) {
      drawn[i] = forks[random.nextInt(forks.length)];
    }
    return Sample.median(Arrays.stream(drawn));
  }
}
