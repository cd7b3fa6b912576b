package dev.kexbench.loadgen;

import dev.kexbench.loadgen.record.Diagnosis;
import dev.kexbench.loadgen.record.Evidence;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Vitals;
import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.ClassFigures;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.KernelCounts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Threshold;
import dev.kexbench.results.report.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Makes the report of a run from its outcome. */
final class RunReport {
  private final LoadPlan load;
  private final LoadtestRun.Outcome outcome;
  private final Recording recording;
  private final Counts counts;
  private final Map<String, Latency> latency;
  private final Map<String, ClassFigures> hostile;
  private final CeilingShare share;

  RunReport(LoadPlan load, LoadtestRun.Outcome outcome) {
    this.load = load;
    this.outcome = outcome;
    this.recording = outcome.phase().recording();
    this.counts = recording.counts().plus(served(outcome));
    this.latency = recording.latency();
    this.hostile = recording.hostile();
    this.share = share();
  }

  /**
   * What the report says besides figures.
   *
   * @param cores of either side
   * @param ownServer whether the server was the run's own
   * @param sameMachine whether the server is known to be on this machine
   */
  record Setting(
      String name,
      Plan plan,
      CoreSplit cores,
      String transport,
      boolean ownServer,
      boolean sameMachine,
      boolean serverEnded,
      List<Condition> failIf) {}

  LoadReport report(Setting setting) {
    Run figures = run(setting, List.of());
    Run run = run(setting, setting.failIf().stream().map(figures::check).toList());
    return new LoadReport(
        LoadReport.SCHEMA,
        setting.name(),
        outcome.startedAt(),
        outcome.interrupted(),
        verdict(setting),
        environment(setting),
        List.of(run),
        null);
  }

  /** The server's own count, as a summand. */
  private static Counts served(LoadtestRun.Outcome outcome) {
    return new Counts(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, outcome.serverConfirmed());
  }

  private Run run(Setting setting, List<Threshold> thresholds) {
    return new Run(
        setting.plan().exchange(),
        setting.plan(),
        counts,
        rates(),
        latency,
        hostile,
        recording.timeline(),
        outcome.server().orElse(null),
        cost(),
        share,
        thresholds,
        List.of(),
        kernel(setting),
        recording.wire());
  }

  private KernelCounts kernel(Setting setting) {
    KernelCounts during = outcome.after().kernel().since(outcome.phase().before().kernel());
    KernelCounts known = setting.sameMachine() ? during : during.withoutListenQueue();
    return known.equals(KernelCounts.UNKNOWN) ? null : known;
  }

  private Verdict verdict(Setting setting) {
    Vitals before = outcome.phase().before();
    return Diagnosis.of(
        new Evidence(
            counts,
            hostileCounts(),
            outcome.unprepared(),
            load.openLoop(),
            recording.capReached(),
            recording.totals().get(Stage.TOTAL),
            recording.ownLag(),
            outcome.phase().overloadedShare(),
            outcome.after().pausedSince(before),
            outcome.after().stolenSince(before),
            outcome.after().throttledSince(before),
            outcome.interrupted(),
            setting.serverEnded(),
            outcome.fault(),
            share == null ? null : share.share()));
  }

  private Map<String, Counts> hostileCounts() {
    Map<String, Counts> all = new LinkedHashMap<>();
    hostile.forEach((name, figures) -> all.put(name, figures.counts()));
    return all;
  }

  private Environment environment(Setting setting) {
    Map<String, String> affinity = new LinkedHashMap<>();
    setting.cores().client().ifPresent(cores -> affinity.put("client", cores));
    setting.cores().server().ifPresent(cores -> affinity.put("server", cores));
    return Environment.capture(
        new Environment.Circumstances(
            affinity,
            outcome.after().stolenSince(outcome.phase().before()),
            setting.transport(),
            setting.ownServer() ? true : null));
  }

  /**
   * Per second of measured time. In a closed loop what is due is what capacity allows, so all of it
   * counts; in an open loop only what was established before the end, since what is drained after
   * it would flatter an overloaded server.
   */
  private Rates rates() {
    long established =
        load.openLoop() && load.count().isEmpty()
            ? outcome.atEnd().established()
            : counts.established();
    double seconds = outcome.seconds();
    return new Rates(
        outcome.atEnd().planned() / seconds,
        outcome.atEnd().started() / seconds,
        established / seconds);
  }

  private Cost cost() {
    Vitals before = outcome.phase().before();
    Vitals after = outcome.after();
    Long served = outcome.server().map(server -> server.counts().confirmed()).orElse(null);
    long handshakes = served == null ? counts.established() : served;
    if (handshakes == 0) {
      return new Cost(null, null, null);
    }
    ToDoubleFunction<Number> each = sum -> sum.doubleValue() / handshakes;
    Long serverNanos = outcome.server().map(ServerStats::cpuNanos).orElse(null);
    return new Cost(
        each.applyAsDouble((after.cpu().processNanos() - before.cpu().processNanos()) / 1e3),
        serverNanos == null ? null : each.applyAsDouble(serverNanos / 1e3),
        each.applyAsDouble(after.allocatedBytes() - before.allocatedBytes()));
  }

  private CeilingShare share() {
    return outcome
        .ceiling()
        .map(
            ceiling ->
                new CeilingShare(
                    ceiling.operation(),
                    ceiling.operationsPerSecondPerCore(),
                    ceiling.cores(),
                    rates().establishedPerSecond()
                        / (ceiling.operationsPerSecondPerCore() * ceiling.cores())))
        .orElse(null);
  }
}
