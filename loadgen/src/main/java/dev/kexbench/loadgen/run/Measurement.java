package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Second;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the agents recorded in a measured time that is over and drained.
 *
 * @param totals of all agents
 * @param agents the results of each agent
 * @param timeline one entry per second
 * @param overloadedShare share of its seconds in which a generator was the bottleneck
 * @param busyShare share of its seconds in which a generator was over 75 % busy, although the
 *     server was not
 * @param atEnd counts at its end, before handshakes in flight were drained
 * @param heldUpSince the first second in which an arrival was at the in-flight limit
 * @param continuesWarmUp whether a closed loop continued into it: then as many handshakes that were
 *     due before it ended in it as the other way round
 * @param interrupted whether the user stopped it
 */
public record Measurement(
    Instant startedAt,
    Totals totals,
    List<AgentResult> agents,
    List<Second> timeline,
    double overloadedShare,
    double busyShare,
    Counts atEnd,
    OptionalInt heldUpSince,
    boolean continuesWarmUp,
    boolean interrupted) {
  /** The same with these seconds. */
  Measurement with(List<Second> seconds) {
    return new Measurement(
        startedAt,
        totals,
        agents,
        seconds,
        overloadedShare,
        busyShare,
        atEnd,
        heldUpSince,
        continuesWarmUp,
        interrupted);
  }

  private Stream<PhaseResult> endings() {
    return agents.stream().flatMap(each -> each.ending().stream());
  }

  /** How long it lasted: as long as its longest part, or as agents that were lost reported. */
  double seconds() {
    return endings()
        .mapToDouble(PhaseResult::seconds)
        .max()
        .orElseGet(() -> agents.stream().mapToDouble(AgentResult::heardSeconds).max().orElse(0));
  }

  ResourceUsage usage() {
    return endings().map(PhaseResult::usage).reduce(ResourceUsage.NONE, ResourceUsage::plus);
  }

  /** OFFERs made when due, because those made before the run had run out. */
  long unprepared() {
    return endings().mapToLong(PhaseResult::unprepared).sum();
  }

  /** The failure of a generator, if any. */
  Optional<String> fault() {
    return endings().flatMap(each -> each.fault().stream()).findFirst();
  }

  /** Whether every agent has reported to the end. */
  boolean isComplete() {
    return agents.stream().allMatch(each -> each.lost().isEmpty());
  }

  /** Handshakes of the warm-up that were established: the server has counted them as well. */
  long establishedBefore() {
    return endings().mapToLong(PhaseResult::establishedBefore).sum();
  }

  /** Handshakes of the warm-up that resumed an earlier one. */
  long resumedBefore() {
    return endings().mapToLong(PhaseResult::resumedBefore).sum();
  }

  /** Handshakes established after its end: they would flatter an overloaded server's rate. */
  long drained() {
    return continuesWarmUp ? 0 : totals.counts().established() - atEnd.established();
  }

  /** Rates per second of measured time; 0 if there was none. */
  Rates rates() {
    Counts counts = totals.counts();
    return new Rates(
        perSecond(counts.planned()),
        perSecond(counts.started()),
        perSecond(counts.established() - drained()));
  }

  private double perSecond(long handshakes) {
    return seconds() > 0 ? handshakes / seconds() : 0;
  }

  /**
   * The share of the server's private-key rate that was reached; empty if it was not measured. A
   * refused OFFER can cost an operation as well, so the server's operations count, not handshakes.
   */
  Optional<CeilingShare> ceilingShare(ServerObservation server) {
    return server
        .ceiling()
        .map(
            ceiling -> {
              double perSecond = ceiling.operationsPerSecondPerCore() * ceiling.cores();
              Double counted = server.operationsPerSecond().orElse(null);
              return new CeilingShare(
                  ceiling.operation(),
                  ceiling.operationsPerSecondPerCore(),
                  ceiling.cores(),
                  counted,
                  (counted == null ? rates().establishedPerSecond() : counted) / perSecond);
            });
  }
}
