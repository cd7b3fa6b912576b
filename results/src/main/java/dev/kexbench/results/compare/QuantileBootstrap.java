package dev.kexbench.results.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Compares latencies by their quantiles. Neighbouring seconds of a run resemble each other, so what
 * is drawn with replacement are blocks of seconds (Künsch, The Jackknife and the Bootstrap for
 * General Stationary Observations, 1989, the moving-block bootstrap), after whole runs where there
 * are several. Never single latencies: of those there are so many that any difference would seem
 * certain. The intervals of all quantiles hold together in 95 of 100 cases (Bonferroni).
 */
final class QuantileBootstrap {
  private static final int DRAWS = 2_000;
  private static final double OUTSIDE = 0.05;
  private static final long SEED = 1;

  private final Random random = new Random(SEED);
  private final long[] values;
  private final Side base;
  private final Side fresh;

  QuantileBootstrap(Intervals base, Intervals fresh) {
    this.values = values(base, fresh);
    this.base = new Side(base);
    this.fresh = new Side(fresh);
  }

  /**
   * How far each quantile moved.
   *
   * @param shares such as 0.99
   * @return an estimate for each, without a p value
   */
  List<Estimate> compare(List<Double> shares) {
    double[][] ratios = new double[shares.size()][DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      long[] before = base.drawn();
      long[] after = fresh.drawn();
      for (int i = 0; i < shares.size(); i++) {
        ratios[i][draw] =
            Estimate.ratio(quantile(before, shares.get(i)), quantile(after, shares.get(i)));
      }
    }
    double tail = OUTSIDE / 2 / shares.size();
    return Stream.iterate(0, i -> i < shares.size(), i -> i + 1)
        .map(i -> estimate(ratios[i], tail, shares.get(i)))
        .toList();
  }

  private Estimate estimate(double[] ratios, double tail, double share) {
    Arrays.sort(ratios);
    int low = (int) Math.floor(tail * (DRAWS - 1));
    Interval interval = new Interval(ratios[low], ratios[DRAWS - 1 - low]);
    double ratio = Estimate.ratio(quantile(base.all(), share), quantile(fresh.all(), share));
    return new Estimate(ratio, interval, Double.NaN);
  }

  private double quantile(long[] counts, double share) {
    long total = Arrays.stream(counts).sum();
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return values[i];
      }
    }
    return 0;
  }

  /** Every value that any of the histograms holds, ascending. */
  private static long[] values(Intervals base, Intervals fresh) {
    TreeSet<Long> values = new TreeSet<>();
    Stream.concat(base.runs().stream(), fresh.runs().stream())
        .flatMap(List::stream)
        .forEach(
            histogram -> {
              for (HistogramIterationValue value : histogram.recordedValues()) {
                values.add(value.getValueIteratedTo());
              }
            });
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  /** One side's seconds as counts of each of the values, run by run. */
  private final class Side {
    private final long[][][] runs;

    private Side(Intervals intervals) {
      runs =
          intervals.runs().stream()
              .map(run -> run.stream().map(this::counts).toArray(long[][]::new))
              .toArray(long[][][]::new);
    }

    private long[] counts(Histogram histogram) {
      long[] counts = new long[values.length];
      for (HistogramIterationValue value : histogram.recordedValues()) {
        int at = Arrays.binarySearch(values, value.getValueIteratedTo());
        counts[at] = value.getCountAtValueIteratedTo();
      }
      return counts;
    }

    private long[] all() {
      long[] sum = new long[values.length];
      Arrays.stream(runs).flatMap(Arrays::stream).forEach(second -> add(second, sum));
      return sum;
    }

    private long[] drawn() {
      long[] sum = new long[values.length];
      for (int i = 0; i < runs.length; i++) {
        long[][] run = runs.length == 1 ? runs[0] : runs[random.nextInt(runs.length)];
        int block = (int) Math.ceil(Math.cbrt(run.length));
        for (int drawn = 0; drawn < run.length; drawn += block) {
          int from = random.nextInt(run.length - block + 1);
          for (int at = from; at < from + Math.min(block, run.length - drawn); at++) {
            add(run[at], sum);
          }
        }
      }
      return sum;
    }

    private static void add(long[] counts, long[] sum) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += counts[i];
      }
    }
  }
}
