package dev.kexbench.results.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How similar neighbouring results of a history are because the machine or its surroundings drift:
 * the correlation of first order that all series have in common. A change of level must not count
 * as correlation, so each series is first centred on both sides of its best split. This removes
 * some of the true correlation, too, by an amount that is known from simulated series of the same
 * length.
 */
final class Autocorrelation {
  private static final long SEED = 3;
  private static final int SIMULATED = 200;

  /** Strengths at which the estimate is simulated: 0 to 0.9. */
  private static final int STEPS = 10;

  /** The resolution of the result; weaker correlation than half of this counts as none. */
  private static final double STEP = 1.0 / STEPS;

  /** Longer series are treated as the nearest multiple of 10, to simulate fewer lengths. */
  private static final int EXACT = 40;

  /** Fewer values than this cannot tell strong correlation from changes of level. */
  private static final int MANY = 200;

  private static final double MOST_OF_FEW = 0.5;

  private final Map<Integer, double[]> simulated = new HashMap<>();

  private Autocorrelation() {}

  /** The median of all series, as a multiple of 0.1 from 0 to 0.9, or to 0.5 of few values. */
  static double of(List<double[]> history) {
    List<double[]> series =
        history.stream()
            .filter(values -> values.length >= 2 * EnergySplit.SHORTEST)
            .filter(values -> EnergySplit.best(values).distance() > 0)
            .toList();
    if (series.isEmpty()) {
      return 0;
    }
    Autocorrelation lengths = new Autocorrelation();
    double median = Sample.medianOf(series.stream().mapToDouble(lengths::corrected).toArray());
    boolean few = series.stream().mapToInt(values -> values.length).sum() < MANY;
    double most = few ? MOST_OF_FEW : (STEPS - 1) * STEP;
    return Math.round(Math.max(0, Math.min(most, median)) * STEPS) * STEP;
  }

  /** The strength whose simulated series have this one's remaining correlation. */
  private double corrected(double[] series) {
    double[] expected = simulated.computeIfAbsent(bucket(series.length), Autocorrelation::simulate);
    double remaining = remaining(series);
    int above = 1;
    while (above < STEPS - 1 && remaining > expected[above]) {
      above++;
    }
    double slope = expected[above] - expected[above - 1];
    return STEP * (above - 1 + (remaining - expected[above - 1]) / slope);
  }

  private static int bucket(int length) {
    return length <= EXACT ? length : Math.round(length / 10f) * 10;
  }

  private static double[] simulate(int length) {
    Random random = new Random(SEED);
    double[] path = new double[length];
    double[] medians = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      double[] each = new double[SIMULATED];
      for (int i = 0; i < SIMULATED; i++) {
        Rearrangements.walk(random, step * STEP, path);
        each[i] = remaining(path);
      }
      medians[step] = Sample.medianOf(each);
    }
    return medians;
  }

  /** The correlation of neighbours within the levels of the best split. */
  private static double remaining(double[] series) {
    EnergySplit split = EnergySplit.best(series);
    double[] rest = series.clone();
    double inside = mean(series, split.from(), split.to());
    double all = mean(series, 0, series.length) * series.length;
    int size = split.to() - split.from();
    double outside = (all - inside * size) / (series.length - size);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= i >= split.from() && i < split.to() ? inside : outside;
    }
    double products = 0;
    for (int i = 1; i < rest.length; i++) {
      products += rest[i] * rest[i - 1];
    }
    double squares = Arrays.stream(rest).map(value -> value * value).sum();
    return squares == 0 ? 0 : products / squares;
  }

  private static double mean(double[] series, int from, int to) {
    return Arrays.stream(series, from, to).average().orElse(0);
  }
}
