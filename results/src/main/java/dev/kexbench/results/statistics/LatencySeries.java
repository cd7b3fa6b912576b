package dev.kexbench.results.statistics;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The latencies of one side.
 *
 * @param runs for each load test its latencies in nanoseconds; none is empty
 */
public record LatencySeries(List<Histogram> runs) {
  private static final double PERCENT = 100;

  /** Keeps its own copy. */
  public LatencySeries {
    runs = List.copyOf(runs);
  }

  /** The number of latencies of the run that has the fewest. */
  public long fewest() {
    return runs.stream().mapToLong(Histogram::getTotalCount).min().orElse(0);
  }

  /**
   * Quantiles of each run in nanoseconds.
   *
   * @param shares such as 0.99
   * @return for each share the values of all runs
   */
  public List<List<Double>> quantiles(List<Double> shares) {
    return shares.stream()
        .map(
            share ->
                runs.stream()
                    .map(run -> (double) run.getValueAtPercentile(PERCENT * share))
                    .toList())
        .toList();
  }
}
