package dev.kexbench.results.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Finds where a series of figures changes its level. The series is cut where the energy distance
 * between both parts is largest, if a permutation test finds that significant; then each part in
 * turn (Matteson and James, A Nonparametric Approach for Multiple Change Point Analysis of
 * Multivariate Data, 2014: the E-divisive method, here with the second part always up to the end).
 * It assumes only that the figures of one level are exchangeable. The seed is fixed: the same
 * series gives the same points.
 */
public final class ChangePoints {
  private static final int PERMUTATIONS = 499;
  private static final double REMARKABLE = 0.05;

  /** With fewer on one side of a cut, no rank test could detect a difference. */
  private static final int SHORTEST = 4;

  private static final long SEED = 1;

  private final Random random = new Random(SEED);
  private final List<Integer> points = new ArrayList<>();

  private ChangePoints() {}

  /** The minimum length of a series in which a change can be found. */
  public static int fewest() {
    return 2 * SHORTEST;
  }

  /** The index of the first figure of each level except the first level, ascending. */
  public static List<Integer> of(double[] series) {
    ChangePoints found = new ChangePoints();
    found.split(series, 0);
    return found.points.stream().sorted().toList();
  }

  private void split(double[] part, int offset) {
    Cut cut = best(part);
    if (cut.at() > 0 && isRemarkable(cut, part)) {
      points.add(offset + cut.at());
      split(Arrays.copyOfRange(part, 0, cut.at()), offset);
      split(Arrays.copyOfRange(part, cut.at(), part.length), offset + cut.at());
    }
  }

  /** Where a series is cut, and the distance between both parts; at 0 if it is too short. */
  private record Cut(int at, double distance) {}

  private static Cut best(double[] part) {
    Cut best = new Cut(0, 0);
    for (int at = SHORTEST; at <= part.length - SHORTEST; at++) {
      double distance = distance(part, at);
      if (distance > best.distance()) {
        best = new Cut(at, distance);
      }
    }
    return best;
  }

  private boolean isRemarkable(Cut cut, double[] part) {
    double[] shuffled = part.clone();
    int asFar = 0;
    for (int i = 0; i < PERMUTATIONS; i++) {
      shuffle(shuffled);
      asFar += best(shuffled).distance() >= cut.distance() ? 1 : 0;
    }
    return (asFar + 1.0) / (PERMUTATIONS + 1) < REMARKABLE;
  }

  private void shuffle(double[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }

  /** The energy distance, scaled by the lengths of the parts so that cuts are comparable. */
  private static double distance(double[] part, int at) {
    int after = part.length - at;
    double between = 2.0 / (at * after) * sum(part, 0, at, at, part.length);
    double before = sum(part, 0, at, 0, at) / (at * (at - 1.0));
    double behind = sum(part, at, part.length, at, part.length) / (after * (after - 1.0));
    return at * after / (double) part.length * (between - before - behind);
  }

  private static double sum(double[] part, int from, int to, int otherFrom, int otherTo) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      for (int j = otherFrom; j < otherTo; j++) {
        sum += Math.abs(part[i] - part[j]);
      }
    }
    return sum;
  }
}
