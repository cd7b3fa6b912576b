package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * All ledgers of one phase, gathered once a second: the sum of their counts, one merged histogram
 * per stage, and the timeline. Percentiles are always those of a merged histogram.
 */
public final class Recording {
  /** Significant decimal digits of every histogram. */
  static final int DIGITS = 3;

  /** How far beyond the timeout a histogram reaches. */
  private static final int HEADROOM = 4;

  private final List<Ledger> ledgers = new ArrayList<>();
  private final Map<Stage, Histogram> totals = new EnumMap<>(Stage.class);
  private final Map<Stage, Histogram> intervals = new EnumMap<>(Stage.class);
  private final List<Second> timeline = new ArrayList<>();
  private Counts before = Counts.NONE;

  /** A recording of that many event loops. */
  public Recording(int loops, long timeoutNanos) {
    long highestNanos = HEADROOM * timeoutNanos;
    for (int i = 0; i < loops; i++) {
      ledgers.add(new Ledger(highestNanos));
    }
    for (Stage stage : Stage.values()) {
      totals.put(stage, new Histogram(highestNanos, DIGITS));
      intervals.put(stage, new Histogram(highestNanos, DIGITS));
    }
  }

  /** The ledger of one event loop. */
  public Ledger ledger(int loop) {
    return ledgers.get(loop);
  }

  /** The counts of all event loops. */
  public Counts counts() {
    return ledgers.stream().map(Ledger::counts).reduce(Counts.NONE, Counts::plus);
  }

  /** Connections that are open now. */
  public long open() {
    return ledgers.stream().mapToLong(Ledger::open).sum();
  }

  /** Whether a handshake ever had to wait since as many were in flight as are allowed. */
  public boolean capReached() {
    return ledgers.stream().anyMatch(ledger -> ledger.heldUpCount() > 0);
  }

  /**
   * Gathers what has been recorded since the last call, adds it to the totals and to the timeline.
   */
  public Second endSecond(CpuShare cpu) {
    gather();
    Counts now = counts();
    Histogram total = intervals.get(Stage.TOTAL);
    Histogram lag = intervals.get(Stage.LAG);
    Second second =
        new Second(
            timeline.size(),
            now.planned() - before.planned(),
            now.started() - before.started(),
            now.established() - before.established(),
            now.failedTotal() - before.failedTotal(),
            now.inFlight(),
            percentile(total, 50),
            percentile(total, 99),
            percentile(lag, 99),
            cpu.client(),
            cpu.server());
    before = now;
    timeline.add(second);
    return second;
  }

  /**
   * Shares of one core over a second, each null where it is not known.
   *
   * @param client the generator's process
   * @param server the server's process
   */
  public record CpuShare(Double client, Double server) {}

  /** Gathers what came after the last second: it is in the totals, and in no second. */
  public void gather() {
    for (Stage stage : Stage.values()) {
      Histogram interval = intervals.get(stage);
      interval.reset();
      for (Ledger ledger : ledgers) {
        interval.add(ledger.interval(stage));
      }
      totals.get(stage).add(interval);
    }
  }

  /** What was gathered last, by stage. */
  public Map<Stage, Histogram> lastInterval() {
    return intervals;
  }

  /** The merged histograms, by stage. */
  public Map<Stage, Histogram> totals() {
    return totals;
  }

  /** The seconds so far. */
  public List<Second> timeline() {
    return List.copyOf(timeline);
  }

  /** The figures of all stages, as a report has them. */
  public Map<String, Latency> latency() {
    Map<String, Latency> all = new LinkedHashMap<>();
    totals.forEach((stage, histogram) -> all.put(stage.key(), Latency.of(histogram)));
    return all;
  }

  private static Long percentile(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0 ? null : histogram.getValueAtPercentile(percentile);
  }
}
