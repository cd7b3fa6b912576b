package dev.kexbench.results.statistics;

import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The latencies of one side, second by second.
 *
 * @param runs for each load test its histograms in order, in nanoseconds; none is empty
 */
public record LatencySeries(List<List<Histogram>> runs) {
  /** Keeps its own copy. */
  public LatencySeries {
    runs = runs.stream().map(List::copyOf).toList();
  }

  /** The runs of both. */
  public LatencySeries with(LatencySeries other) {
    return new LatencySeries(Stream.concat(runs.stream(), other.runs.stream()).toList());
  }

  /** The total number of seconds. */
  int seconds() {
    return runs.stream().mapToInt(List::size).sum();
  }

  /** The total number of latencies. */
  long count() {
    return runs.stream().flatMap(List::stream).mapToLong(Histogram::getTotalCount).sum();
  }
}
