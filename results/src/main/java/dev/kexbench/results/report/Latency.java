package dev.kexbench.results.report;

import org.HdrHistogram.Histogram;

/**
 * The distribution of one stage's duration, all in nanoseconds.
 *
 * @param histogram the full distribution, as {@link HistogramText} encodes it
 */
public record Latency(
    long count,
    double mean,
    long min,
    long p50,
    long p90,
    long p99,
    long p999,
    long p9999,
    long max,
    String histogram) {
  /** The figures of a histogram of nanoseconds. */
  public static Latency of(Histogram nanos) {
    return new Latency(
        nanos.getTotalCount(),
        nanos.getMean(),
        nanos.getMinValue(),
        nanos.getValueAtPercentile(50),
        nanos.getValueAtPercentile(90),
        nanos.getValueAtPercentile(99),
        nanos.getValueAtPercentile(99.9),
        nanos.getValueAtPercentile(99.99),
        nanos.getMaxValue(),
        HistogramText.encode(nanos));
  }

  /**
   * The histogram that these figures were computed from.
   *
   * @throws dev.kexbench.results.command.CommandFailure if the text is not an encoded histogram
   */
  public Histogram decode() {
    return HistogramText.decode(histogram);
  }
}
