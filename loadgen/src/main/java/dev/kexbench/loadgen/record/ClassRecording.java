package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** All ledgers of one class of clients: the sum of their counts, one merged histogram per stage. */
final class ClassRecording {
  private final List<Ledger> ledgers = new ArrayList<>();
  private final Map<Stage, Histogram> totals = new EnumMap<>(Stage.class);
  private final Map<Stage, Histogram> intervals = new EnumMap<>(Stage.class);
  private final Map<FailureCause, Histogram> failures = new EnumMap<>(FailureCause.class);
  private final Histogram ownLag;
  private final long highestNanos;

  ClassRecording(int loops, long highestNanos, Predicate<FailureCause> expected) {
    this.highestNanos = highestNanos;
    ownLag = empty();
    for (int i = 0; i < loops; i++) {
      ledgers.add(new Ledger(highestNanos, expected));
    }
    for (Stage stage : Stage.values()) {
      totals.put(stage, empty());
      intervals.put(stage, empty());
    }
  }

  private Histogram empty() {
    return new Histogram(highestNanos, Recording.DIGITS);
  }

  Ledger ledger(int loop) {
    return ledgers.get(loop);
  }

  Counts counts() {
    return ledgers.stream().map(Ledger::counts).reduce(Counts.NONE, Counts::plus);
  }

  long open() {
    return ledgers.stream().mapToLong(Ledger::open).sum();
  }

  /** What its established handshakes have put on the wire; null where there are none. */
  Wire wire() {
    long[] sums = new long[3];
    ledgers.forEach(ledger -> Arrays.setAll(sums, i -> sums[i] + ledger.carried()[i]));
    return Wire.of(sums[0], sums[1], sums[2], counts().established());
  }

  boolean capReached() {
    return ledgers.stream().anyMatch(ledger -> ledger.heldUpCount() > 0);
  }

  /** Adds what has been recorded since the last call to the totals. */
  void gather() {
    for (Stage stage : Stage.values()) {
      Histogram interval = intervals.get(stage);
      interval.reset();
      ledgers.forEach(ledger -> interval.add(ledger.interval(stage)));
      totals.get(stage).add(interval);
    }
    ledgers.forEach(ledger -> ownLag.add(ledger.ownLagInterval()));
    for (Ledger ledger : ledgers) {
      ledger
          .causes()
          .forEach(
              cause ->
                  failures.computeIfAbsent(cause, none -> empty()).add(ledger.failures(cause)));
    }
  }

  Histogram interval(Stage stage) {
    return intervals.get(stage);
  }

  Map<Stage, Histogram> totals() {
    return totals;
  }

  /** Lags of an open loop's starts that did not wait for another handshake's end. */
  Histogram ownLag() {
    return ownLag;
  }

  /** The figures of all stages, and of the causes that occurred, as a report has them. */
  Map<String, Latency> latency() {
    Map<String, Latency> all = new LinkedHashMap<>();
    totals.forEach((stage, histogram) -> all.put(stage.key(), Latency.of(histogram)));
    failures.forEach((cause, histogram) -> all.put(cause.latencyKey(), Latency.of(histogram)));
    return all;
  }
}
