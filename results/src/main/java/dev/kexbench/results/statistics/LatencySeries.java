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
  private static final double PERCENT = 100;

  /** Keeps its own copy. */
  public LatencySeries {
    runs = runs.stream().map(List::copyOf).toList();
  }

  /** The runs of both. */
  public LatencySeries with(LatencySeries other) {
    return new LatencySeries(Stream.concat(runs.stream(), other.runs.stream()).toList());
  }

  /** The number of latencies of the run that has the fewest. */
  public long fewest() {
    return runs.stream()
        .mapToLong(run -> run.stream().mapToLong(Histogram::getTotalCount).sum())
        .min()
        .orElse(0);
  }

  /**
   * Quantiles of each run in nanoseconds.
   *
   * @param shares such as 0.99
   * @return for each share the values of all runs
   */
  public List<List<Double>> quantiles(List<Double> shares) {
    List<Histogram> wholes = runs.stream().map(LatencySeries::whole).toList();
    return shares.stream()
        .map(
            share ->
                wholes.stream()
                    .map(whole -> (double) whole.getValueAtPercentile(PERCENT * share))
                    .toList())
        .toList();
  }

  private static Histogram whole(List<Histogram> seconds) {
    Histogram whole = new Histogram(seconds.get(0).getNumberOfSignificantValueDigits());
    seconds.forEach(whole::add);
    return whole;
  }
}
