package dev.kexbench.core.kx1.timing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The difference between the medians of two classes, with a 95 % bootstrap confidence interval.
 * Whole rounds are resampled, so that a slow period of the run affects both classes.
 */
record MedianDifference(double median, double difference, double low, double high) {
  static final int RESAMPLES = 1_000;

  static MedianDifference of(long[] values, long[] base, Random random) {
    Ranked ranked = Ranked.of(values);
    Ranked rankedBase = Ranked.of(base);
    int[] once = new int[values.length];
    Arrays.fill(once, 1);
    double[] differences = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      int[] drawn = new int[values.length];
      for (int j = 0; j < drawn.length; j++) {
        drawn[random.nextInt(drawn.length)]++;
      }
      differences[i] = ranked.median(drawn) - rankedBase.median(drawn);
    }
    Arrays.sort(differences);
    double median = ranked.median(once);
    return new MedianDifference(
        median,
        median - rankedBase.median(once),
        differences[RESAMPLES * 25 / 1_000],
        differences[RESAMPLES * 975 / 1_000 - 1]);
  }

  boolean holdsZero() {
    return low <= 0 && high >= 0;
  }

  /** The greatest distance of the interval from zero. */
  double reach() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  /** Values with their rounds in ascending order, so that a resample's median takes one pass. */
  private record Ranked(long[] values, int[] rounds) {
    static Ranked of(long[] values) {
      int[] rounds =
          IntStream.range(0, values.length)
              .boxed()
              .sorted(Comparator.comparingLong(round -> values[round]))
              .mapToInt(Integer::intValue)
              .toArray();
      return new Ranked(values, rounds);
    }

    /**
     * The median if each round counts this many times: the smallest value that half do not exceed.
     */
    double median(int[] times) {
      int half = (values.length + 1) / 2;
      int at = -1;
      for (int seen = 0; seen < half; ) {
        seen += times[rounds[++at]];
      }
      return values[rounds[at]];
    }
  }
}
