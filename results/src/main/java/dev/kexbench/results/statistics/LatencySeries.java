package dev.kexbench.results.statistics;

import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The latencies of one side, second by second.
 *
 * @param runs of each load test its histograms in order, in nanoseconds; none is empty
 */
public record LatencySeries(List<List<Histogram>> runs) {
  /** Keeps its own copy. */
  public LatencySeries {
    runs = runs.stream().map(List::copyOf).toList();
  }

  /** These runs and those. */
  public LatencySeries with(LatencySeries other) {
    return new LatencySeries(Stream.concat(runs.stream(), other.runs.stream()).toList());
  }

  /** How many seconds there are in all. */
  int seconds() {
    return runs.stream().mapToInt(List::size).sum();
  }

  /** How many latencies there are in all. */
  long count() {
    return runs.stream().flatMap(List::stream).mapToLong(Histogram::getTotalCount).sum();
  }
}
