package dev.kexbench.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Compares latencies by their quantiles. Neighbouring seconds of a run are correlated, so blocks of
 * seconds are drawn with replacement (Künsch, The Jackknife and the Bootstrap for General
 * Stationary Observations, 1989, the moving-block bootstrap), or whole runs first if there are
 * several. Single latencies are never drawn: there are enough that any difference would appear
 * certain. The intervals of all quantiles hold simultaneously in 95 of 100 cases (Bonferroni).
 */
public final class QuantileBootstrap {
  private static final int DRAWS = 2_000;
  private static final double OUTSIDE = 0.05;
  private static final long SEED = 1;

  private final Random random = new Random(SEED);
  private final long[] values;
  private final Side base;
  private final Side fresh;
  private final long[] allBase;
  private final long[] allFresh;
  private final SampleSize evidence;
  private final long fewest;

  public QuantileBootstrap(LatencySeries base, LatencySeries fresh) {
    this.values = values(base, fresh);
    this.base = new Side(base);
    this.fresh = new Side(fresh);
    this.allBase = summed(this.base.all());
    this.allFresh = summed(this.fresh.all());
    this.evidence = SampleSize.of(base, fresh);
    this.fewest = Math.min(base.count(), fresh.count());
  }

  /** The units to draw from, and their numbers. */
  public SampleSize evidence() {
    return evidence;
  }

  /** The smaller number of latencies of the two sides. */
  public long fewest() {
    return fewest;
  }

  /**
   * The shift of each quantile.
   *
   * @param shares such as 0.99
   * @return one for each, in their order
   */
  public List<QuantileShift> compare(List<Double> shares) {
    double[][] before = new double[shares.size()][DRAWS];
    double[][] after = new double[shares.size()][DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      long[] some = summed(base.drawn());
      long[] others = summed(fresh.drawn());
      for (int i = 0; i < shares.size(); i++) {
        before[i][draw] = quantile(some, shares.get(i));
        after[i][draw] = quantile(others, shares.get(i));
      }
    }
    double tail = OUTSIDE / 2 / shares.size();
    return IntStream.range(0, shares.size())
        .mapToObj(i -> shift(shares.get(i), before[i], after[i], tail))
        .toList();
  }

  private QuantileShift shift(double share, double[] before, double[] after, double tail) {
    double from = quantile(allBase, share);
    double to = quantile(allFresh, share);
    ConfidenceInterval moved = interval(ratios(before, after), tail);
    return new QuantileShift(
        share,
        new MedianEstimate(from, interval(before, tail)),
        new MedianEstimate(to, interval(after, tail)),
        new Estimate(Estimate.ratio(from, to), moved, Double.NaN, evidence));
  }

  private static double[] ratios(double[] before, double[] after) {
    return IntStream.range(0, DRAWS)
        .mapToDouble(draw -> Estimate.ratio(before[draw], after[draw]))
        .toArray();
  }

  private static ConfidenceInterval interval(double[] drawn, double tail) {
    double[] sorted = Arrays.stream(drawn).sorted().toArray();
    int low = (int) Math.floor(tail * (sorted.length - 1));
    return new ConfidenceInterval(sorted[low], sorted[sorted.length - 1 - low]);
  }

  /** Makes the counts of each value cumulative, in place. */
  private static long[] summed(long[] counts) {
    for (int i = 1; i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
    return counts;
  }

  private double quantile(long[] sums, double share) {
    long total = sums.length == 0 ? 0 : sums[sums.length - 1];
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    int low = 0;
    int high = sums.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] >= wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == sums.length ? 0 : values[low];
  }

  /** Every value that any of the histograms holds, ascending. */
  private static long[] values(LatencySeries base, LatencySeries fresh) {
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

    private Side(LatencySeries intervals) {
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
