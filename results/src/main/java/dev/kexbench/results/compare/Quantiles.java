package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.QuantileBootstrap;
import dev.kexbench.results.statistics.QuantileShift;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latencies that are compared by the histograms of two sides, by figure. A quantile with fewer
 * than 30 latencies of a side beyond it is not compared: it depends on a few handshakes.
 */
final class Quantiles {
  private static final Map<String, Double> SHARES = new LinkedHashMap<>();

  /** The minimum number of latencies beyond a quantile for it to be reliable. */
  static final double FEWEST_BEYOND = 30;

  /** Three significant digits, as in all histograms here. */
  private static final double RESOLUTION = 0.001;

  static {
    SHARES.put("total.p50", 0.5);
    SHARES.put("total.p90", 0.9);
    SHARES.put("total.p99", 0.99);
    SHARES.put("total.p999", 0.999);
    SHARES.put("total.p9999", 0.9999);
  }

  private final Map<String, Estimate> estimates = new LinkedHashMap<>();
  private final long fewest;

  private Quantiles(QuantileBootstrap sides) {
    fewest = sides.fewest();
    List<String> figures = SHARES.keySet().stream().filter(figure -> !isRare(figure)).toList();
    if (sides.evidence().decides()) {
      List<QuantileShift> shifts = sides.compare(figures.stream().map(SHARES::get).toList());
      for (int i = 0; i < figures.size(); i++) {
        estimates.put(figures.get(i), shifts.get(i).estimate());
      }
    }
  }

  private Quantiles() {
    fewest = Long.MAX_VALUE;
  }

  /** The quantiles of two sides; empty if a side has no per-second histograms. */
  static Quantiles of(ResultSet base, ResultSet fresh) {
    return base.latency()
        .flatMap(before -> fresh.latency().map(after -> new QuantileBootstrap(before, after)))
        .map(Quantiles::new)
        .orElseGet(Quantiles::new);
  }

  /** Whether too few latencies lie beyond this figure for it to be meaningful. */
  boolean isSuppressed(FigureKey key) {
    return SHARES.containsKey(key.figure()) && isRare(key.figure());
  }

  /** The verdict on a figure by its histograms; empty if it has none. */
  Optional<Change> judged(Judge judge, Figure base) {
    return Optional.ofNullable(estimates.get(base.key().figure()))
        .map(estimate -> judge.judge(base, estimate, RESOLUTION));
  }

  private boolean isRare(String figure) {
    return fewest * (1 - SHARES.get(figure)) < FEWEST_BEYOND;
  }
}
