package dev.kexbench.loadgen.server;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The times of a server's stages since its start as a Prometheus histogram. Its bounds are the same
 * for all servers, so the buckets of several servers can be added up.
 */
final class StageHistograms implements Collector {
  static final String NAME = "kexbench_stage_seconds";

  private static final double NANOS = 1e9;
  private static final long LOWEST_NANOS = 1_000;
  private static final long HIGHEST_NANOS = 10_000_000_000L;

  /** The bounds within a decade: a quantile that is interpolated in a bucket is off by little. */
  private static final double[] STEPS = {1, 1.5, 2, 3, 5, 7};

  private static final long[] BOUND_NANOS =
      LongStream.concat(
              LongStream.iterate(LOWEST_NANOS, each -> each < HIGHEST_NANOS, each -> each * 10)
                  .flatMap(
                      decade -> Arrays.stream(STEPS).mapToLong(step -> Math.round(decade * step))),
              LongStream.of(HIGHEST_NANOS))
          .toArray();

  private static final double[] BOUNDS =
      LongStream.concat(Arrays.stream(BOUND_NANOS), LongStream.of(Long.MAX_VALUE))
          .mapToDouble(each -> each == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : each / NANOS)
          .toArray();

  private final StageTimings stages;
  private final Labels common;

  /**
   * The histogram of these stages.
   *
   * @param common the labels of all series of the server
   */
  StageHistograms(StageTimings stages, Labels common) {
    this.stages = stages;
    this.common = common;
  }

  @Override
  public HistogramSnapshot collect() {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder().name(NAME).unit(Unit.SECONDS).help("Server time by stage");
    stages.names().forEach(name -> all.dataPoint(of(name, stages.sinceStart(name))));
    return all.build();
  }

  private HistogramDataPointSnapshot of(String stage, Histogram nanos) {
    return HistogramDataPointSnapshot.builder()
        .labels(common.merge(Labels.of("stage", stage)))
        .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, counts(nanos)))
        .sum(totalNanos(nanos) / NANOS)
        .build();
  }

  /** How many values are in each bucket; a value counts as the lowest that looks like it. */
  private static long[] counts(Histogram nanos) {
    long[] counts = new long[BOUNDS.length];
    for (HistogramIterationValue each : nanos.recordedValues()) {
      int found =
          Arrays.binarySearch(BOUND_NANOS, nanos.lowestEquivalentValue(each.getValueIteratedTo()));
      counts[found < 0 ? -found - 1 : found] += each.getCountAtValueIteratedTo();
    }
    return counts;
  }

  /** The sum of all values, within the histogram's precision; an integer, so it never decreases. */
  private static double totalNanos(Histogram nanos) {
    long sum = 0;
    for (HistogramIterationValue each : nanos.recordedValues()) {
      sum +=
          each.getCountAtValueIteratedTo() * nanos.medianEquivalentValue(each.getValueIteratedTo());
    }
    return sum;
  }
}
