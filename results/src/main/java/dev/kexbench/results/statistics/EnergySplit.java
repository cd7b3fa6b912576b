package dev.kexbench.results.statistics;

/**
 * The part of a series that differs most from the rest of it.
 *
 * @param from index of the first value of the part
 * @param to index after its last value
 * @param distance the energy distance between the part and the rest, scaled by their lengths so
 *     that parts of different lengths are comparable; 0 if the series is too short to be split
 */
record EnergySplit(int from, int to, double distance) {
  /** With fewer values in a part, no rank test could detect a difference. */
  static final int SHORTEST = 4;

  private static final EnergySplit NONE = new EnergySplit(0, 0, 0);

  /**
   * The best split of a series. A part that reaches up to the end is a change of level; a part that
   * ends earlier is a change that was undone.
   */
  static EnergySplit best(double[] series) {
    return new Search(series).best();
  }

  /** The scaled distance between the values before an index and the others. */
  static double distance(double[] series, int at) {
    double within = sum(series, at, series.length);
    double before = sum(series, 0, at);
    double all = sum(series, 0, series.length);
    return scaled(new Sums(within, before, all - within - before), series.length - at, at);
  }

  private static double sum(double[] series, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      for (int j = i + 1; j < to; j++) {
        sum += Math.abs(series[i] - series[j]);
      }
    }
    return sum;
  }

  /** Distances of all pairs of values: both inside the part, both outside, one of each. */
  private record Sums(double inside, double outside, double across) {}

  private static double scaled(Sums pairs, int inside, int outside) {
    double all = inside + (double) outside;
    return 2 / all * pairs.across()
        - 2 / all * (outside / (inside - 1.0)) * pairs.inside()
        - 2 / all * (inside / (outside - 1.0)) * pairs.outside();
  }

  /** Goes through all parts, with each distance in constant time. */
  private static final class Search {
    private final double[] series;

    /** Up to each index, the sum of the distances of all values to all others. */
    private final double[] reach;

    /** For each end, the sum of the distances inside the part that begins at the current start. */
    private final double[] inside;

    /** For each length of a part, what its own distances count; divided once for all parts. */
    private final double[] insideWeight;

    /** For each length of a part, what the distances of the others count. */
    private final double[] outsideWeight;

    private Search(double[] series) {
      this.series = series;
      this.reach = new double[series.length + 1];
      this.inside = new double[series.length + 1];
      this.insideWeight = new double[series.length + 1];
      this.outsideWeight = new double[series.length + 1];
      for (int size = SHORTEST; size <= series.length - SHORTEST; size++) {
        int others = series.length - size;
        insideWeight[size] = others / (size - 1.0);
        outsideWeight[size] = size / (others - 1.0);
      }
    }

    private EnergySplit best() {
      int length = series.length;
      EnergySplit best = NONE;
      measureReach();
      for (int from = length - 1; from >= SHORTEST; from--) {
        extend(from);
        double most = best.distance();
        int end = 0;
        for (int to = from + SHORTEST; to <= length; to++) {
          double distance = distance(from, to);
          if (distance > most) {
            most = distance;
            end = to;
          }
        }
        best = end == 0 ? best : new EnergySplit(from, end, most);
      }
      return best;
    }

    private void measureReach() {
      for (int i = 0; i < series.length; i++) {
        double sum = 0;
        for (double other : series) {
          sum += Math.abs(series[i] - other);
        }
        reach[i + 1] = reach[i] + sum;
      }
    }

    /** Adds the value at an index to all parts that begin after it. */
    private void extend(int from) {
      double sum = 0;
      double first = series[from];
      for (int to = from + 1; to <= series.length; to++) {
        sum += Math.abs(first - series[to - 1]);
        inside[to] += sum;
      }
    }

    private double distance(int from, int to) {
      double within = inside[to];
      double across = reach[to] - reach[from] - 2 * within;
      double outside = reach[series.length] / 2 - within - across;
      int size = to - from;
      return 2.0
          / series.length
          * (across - insideWeight[size] * within - outsideWeight[size] * outside);
    }
  }
}
