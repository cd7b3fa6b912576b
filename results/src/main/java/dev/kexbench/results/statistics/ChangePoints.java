package dev.kexbench.results.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds where the series of a history change their level. In each series, the part that differs
 * most from the rest by energy distance is searched (the statistic of E-divisive: Matteson and
 * James, A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data, 2014).
 * The part may end before the series does, so that a change that was undone is found as well
 * (Olshen et al., Circular binary segmentation, 2004). A Monte Carlo test that preserves the
 * autocorrelation of the history decides if it is significant, corrected for the number of series
 * by Holm's method. A series that has changed is then searched for further changes, level by level.
 */
public final class ChangePoints {
  /** The share of histories without a change in which one may be found. */
  static final double LEVEL = 0.05;

  private final double correlation;

  private ChangePoints(double correlation) {
    this.correlation = correlation;
  }

  /**
   * What was found in a series.
   *
   * @param p the probability of so large a change if nothing changed, corrected for all series of
   *     the history; NaN if the series is too short to be tested or constant
   * @param points the index of the first value of each level except the first level, ascending
   */
  public record Found(double p, List<Integer> points) {
    /** Keeps its own copy. */
    public Found {
      points = List.copyOf(points);
    }
  }

  /** The minimum length of a series in which a change can be found. */
  public static int fewest() {
    return 2 * EnergySplit.SHORTEST;
  }

  /** The change points of a single series. */
  public static List<Integer> of(double[] series) {
    return of(List.of(series)).get(0).points();
  }

  /** The change points of all series of a history, in the given order. */
  public static List<Found> of(List<double[]> history) {
    ChangePoints search = new ChangePoints(Autocorrelation.of(history));
    List<Double> corrected = Holm.corrected(history.stream().map(search::p).toList());
    return IntStream.range(0, history.size())
        .mapToObj(at -> search.found(history.get(at), corrected.get(at)))
        .toList();
  }

  /** The p value of one series of a history, not corrected for the others. */
  static double uncorrected(List<double[]> history, int series) {
    return new ChangePoints(Autocorrelation.of(history)).p(history.get(series));
  }

  private Found found(double[] series, double p) {
    TreeSet<Integer> points = new TreeSet<>();
    if (p < LEVEL) {
      split(series, 0, points);
    }
    return new Found(p, List.copyOf(points));
  }

  private double p(double[] series) {
    return series.length < fewest() || isConstant(series)
        ? Double.NaN
        : Significance.p(series, correlation, values -> EnergySplit.best(values).distance());
  }

  private static boolean isConstant(double[] series) {
    return Arrays.stream(series).allMatch(value -> value == series[0]);
  }

  /** Splits a part that has changed, and then each of its levels in turn. */
  private void split(double[] part, int offset, TreeSet<Integer> points) {
    List<Integer> cuts = cuts(part);
    cuts.forEach(at -> points.add(offset + at));
    List<Integer> ends = new ArrayList<>(cuts);
    ends.add(part.length);
    int from = 0;
    for (int to : ends) {
      double[] level = Arrays.copyOfRange(part, from, to);
      if (p(level) < LEVEL) {
        split(level, offset + from, points);
      }
      from = to;
    }
  }

  /**
   * The ends of the best split at which the level changes. An end inside the series may be there by
   * chance only, so each is tested with the levels on its two sides.
   */
  private List<Integer> cuts(double[] part) {
    EnergySplit split = EnergySplit.best(part);
    int start = split.from();
    int end = split.to();
    if (part.length - end < EnergySplit.SHORTEST) {
      return List.of(start);
    }
    double before = cutP(Arrays.copyOfRange(part, 0, end), start);
    double after = cutP(Arrays.copyOfRange(part, start, part.length), end - start);
    if (Math.max(before, after) < LEVEL) {
      return List.of(start, end);
    }
    return List.of(before <= after ? start : end);
  }

  private double cutP(double[] levels, int at) {
    return Significance.p(levels, correlation, values -> EnergySplit.distance(values, at));
  }
}
