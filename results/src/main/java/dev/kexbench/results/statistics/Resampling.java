package dev.kexbench.results.statistics;

import java.util.Arrays;
import java.util.Random;

/**
 * How far the medians of two runs may lie apart by chance, from runs of the same thing: forks are
 * drawn from all of them, with replacement, into two runs, over and over (Efron and Tibshirani, An
 * Introduction to the Bootstrap, chapter 8). The seed is fixed, so that the same forks give the
 * same figure.
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
   * What 95 of 100 pairs of runs of so many forks stay below: the larger median over the smaller,
   * less one.
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
