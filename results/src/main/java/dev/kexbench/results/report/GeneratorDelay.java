package dev.kexbench.results.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * How much of each percentile of total latency may be the generator's own delay: the delay at the
 * same percentile, as a share of it. An upper bound, as the slowest handshakes are not always the
 * delayed ones.
 *
 * @param probe how late a timer ran that each event loop of the generator has for this purpose
 * @param shares by the percentile's key
 * @param marked keys of the percentiles of which more than a third may be delay
 */
public record GeneratorDelay(Latency probe, Map<String, Double> shares, List<String> marked) {
  private static final double MARKED = 1.0 / 3;

  /** Missing shares become empty. */
  public GeneratorDelay {
    shares = Copies.map(shares);
    marked = Copies.list(marked);
  }

  /** The percentiles of a report. */
  public enum Percentile {
    P50("p50", 50, "p50"),
    P90("p90", 90, "p90"),
    P99("p99", 99, "p99"),
    P999("p999", 99.9, "p99.9"),
    P9999("p9999", 99.99, "p99.99"),
    MAX("max", 100, "max");

    private final String key;
    private final double percent;
    private final String label;

    Percentile(String key, double percent, String label) {
      this.key = key;
      this.percent = percent;
      this.label = label;
    }

    /** Its name in texts. */
    public String label() {
      return label;
    }

    /** Its value in nanoseconds. */
    public long of(Latency latency) {
      return switch (this) {
        case P50 -> latency.p50();
        case P90 -> latency.p90();
        case P99 -> latency.p99();
        case P999 -> latency.p999();
        case P9999 -> latency.p9999();
        case MAX -> latency.max();
      };
    }

    private double of(Histogram nanos) {
      return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percent);
    }
  }

  /**
   * The shares for a run; null if none of its handshakes has ended.
   *
   * @param probe how late the probe timers ran, in nanoseconds
   * @param starts how late handshakes started because of the generator
   * @param total latencies from the due time
   */
  public static GeneratorDelay of(Histogram probe, Histogram starts, Histogram total) {
    if (total.getTotalCount() == 0) {
      return null;
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Percentile each : Percentile.values()) {
      double delay = Math.max(each.of(probe), each.of(starts));
      shares.put(each.key, share(delay, each.of(total)));
    }
    List<String> marked = shares.keySet().stream().filter(key -> shares.get(key) > MARKED).toList();
    return new GeneratorDelay(Latency.of(probe), shares, marked);
  }

  private static double share(double delay, double nanos) {
    return nanos == 0 ? 0 : Math.min(1, delay / nanos);
  }

  /** The delay's share of a percentile in nanoseconds, if known and marked. */
  static Optional<Double> marked(Long delay, Long nanos) {
    return delay == null || nanos == null
        ? Optional.empty()
        : Optional.of(share(delay, nanos)).filter(share -> share > MARKED);
  }

  /** The share of a percentile if it is marked. */
  public Optional<Double> marked(Percentile percentile) {
    return marked.contains(percentile.key)
        ? Optional.ofNullable(shares.get(percentile.key))
        : Optional.empty();
  }

  /** The marked percentiles, in ascending order. */
  public List<Percentile> markedPercentiles() {
    return Arrays.stream(Percentile.values()).filter(each -> marked(each).isPresent()).toList();
  }
}
