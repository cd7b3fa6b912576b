package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.QuantileBootstrap;
import dev.kexbench.results.statistics.QuantileShift;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latencies of two sides that are compared as histograms, by figure. A quantile beyond which
 * fewer than 30 latencies of a side lie is not: it is the fate of a few.
 */
final class Quantiles {
  private static final Map<String, Double> SHARES = new LinkedHashMap<>();

  /** So many latencies beyond a quantile make it more than the fate of a few. */
  static final double FEWEST_BEYOND = 30;

  /** Three significant digits, as all histograms here have. */
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

  /** Of two sides; of none where one of them does not know its seconds. */
  static Quantiles of(ResultSet base, ResultSet fresh) {
    return base.latency()
        .flatMap(before -> fresh.latency().map(after -> new QuantileBootstrap(before, after)))
        .map(Quantiles::new)
        .orElseGet(Quantiles::new);
  }

  /** Whether too few latencies lie beyond this figure for it to mean anything. */
  boolean isSuppressed(FigureKey key) {
    return SHARES.containsKey(key.figure()) && isRare(key.figure());
  }

  /** What a judge makes of a figure by its histograms; empty where it has none. */
  Optional<Change> judged(Judge judge, Figure base) {
    return Optional.ofNullable(estimates.get(base.key().figure()))
        .map(estimate -> judge.judge(base, estimate, RESOLUTION));
  }

  private boolean isRare(String figure) {
    return fewest * (1 - SHARES.get(figure)) < FEWEST_BEYOND;
  }
}
