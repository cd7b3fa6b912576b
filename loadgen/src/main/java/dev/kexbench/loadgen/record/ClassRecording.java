package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** All ledgers of one class of clients: the sum of their counts, and intervals merged of theirs. */
final class ClassRecording {
  private final List<Ledger> ledgers = new ArrayList<>();
  private final long highestNanos;

  ClassRecording(Extent extent, long highestNanos, Predicate<FailureCause> expected) {
    this.highestNanos = highestNanos;
    for (int i = 0; i < extent.loops(); i++) {
      ledgers.add(new Ledger(highestNanos, expected, extent.targets()));
    }
  }

  /** How many event loops write, of how many servers. */
  record Extent(int loops, int targets) {}

  Ledger ledger(int loop) {
    return ledgers.get(loop);
  }

  Counts counts() {
    return ledgers.stream().map(Ledger::counts).reduce(Counts.NONE, Counts::plus);
  }

  long open() {
    return ledgers.stream().mapToLong(Ledger::open).sum();
  }

  private Carried carried() {
    return ledgers.stream().map(Ledger::carried).reduce(Carried.NOTHING, Carried::plus);
  }

  boolean capReached() {
    return ledgers.stream().anyMatch(ledger -> ledger.heldUpCount() > 0);
  }

  /** What has been recorded since the last call. */
  ClassInterval take() {
    Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      Histogram merged = empty();
      ledgers.forEach(ledger -> merged.add(ledger.interval(stage)));
      stages.put(stage, merged);
    }
    Map<FailureCause, Histogram> failures = new EnumMap<>(FailureCause.class);
    Histogram ownLag = empty();
    for (Ledger ledger : ledgers) {
      ownLag.add(ledger.ownLagInterval());
      for (FailureCause cause : ledger.causes()) {
        failures.computeIfAbsent(cause, none -> empty()).add(ledger.failures(cause));
      }
    }
    return new ClassInterval(
        counts(), carried(), targets(), capReached(), stages, failures, ownLag);
  }

  private List<TargetCounts> targets() {
    return ledgers.stream().map(Ledger::targets).reduce(TargetCounts::sum).orElse(List.of());
  }

  private Histogram empty() {
    return new Histogram(highestNanos, Recording.DIGITS);
  }
}
