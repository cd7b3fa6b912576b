package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.Coordinator;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.record.TargetCounts;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.machine.KernelCounts;
import dev.kexbench.results.report.AgentFigures;
import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.ClassFigures;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.TargetFigures;
import dev.kexbench.results.report.Threshold;
import dev.kexbench.results.report.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Builds the report of a run from its outcome. */
public final class RunReport {
  private final LoadPlan load;
  private final LoadtestRun.Outcome outcome;
  private final Totals totals;
  private final ResourceUsage usage;
  private final Counts counts;
  private final Map<String, Latency> latency;
  private final Map<String, ClassFigures> hostile;
  private final CeilingShare share;

  public RunReport(LoadPlan load, LoadtestRun.Outcome outcome) {
    this.load = load;
    this.outcome = outcome;
    this.totals = outcome.totals();
    this.usage = outcome.usage();
    this.counts = totals.counts().plus(served(outcome));
    this.latency = totals.latency();
    this.hostile = totals.hostile();
    this.share = share();
  }

  /**
   * What the report states in addition to figures.
   *
   * @param cores of either side
   * @param ownServer whether the server was the run's own
   * @param sameMachine whether the server is known to be on this machine
   * @param targets the servers' addresses
   * @param clocks of remote agents, by agent; empty for the agent of this process
   */
  public record Setting(
      String name,
      Plan plan,
      CoreSplit cores,
      String transport,
      boolean ownServer,
      boolean sameMachine,
      boolean serverEnded,
      List<String> targets,
      Map<String, Coordinator.Clock> clocks,
      List<Condition> failIf) {}

  public LoadReport report(Setting setting) {
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

  /** The server's own counters, in a form that can be added up. */
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
        outcome.timeline(),
        outcome.server().orElse(null),
        cost(),
        share,
        thresholds,
        agents(setting.clocks()),
        kernel(setting),
        totals.wire(),
        targets(setting.targets()));
  }

  /** The load of each of several servers; empty for one. */
  private List<TargetFigures> targets(List<String> addresses) {
    List<TargetCounts> counted = totals.targets();
    if (addresses.size() < 2 || counted.size() != addresses.size()) {
      return List.of();
    }
    return IntStream.range(0, addresses.size())
        .mapToObj(
            i ->
                new TargetFigures(
                    addresses.get(i),
                    counted.get(i).established(),
                    counted.get(i).failed(),
                    outcome.servers().isEmpty() ? null : outcome.servers().get(i)))
        .toList();
  }

  private List<AgentFigures> agents(Map<String, Coordinator.Clock> clocks) {
    return clocks.isEmpty()
        ? List.of()
        : outcome.shares().stream().map(share -> agent(share, clocks.get(share.name()))).toList();
  }

  private AgentFigures agent(AgentResult of, Coordinator.Clock clock) {
    Double cores =
        of.ending().map(ending -> ending.usage().cpuNanos() / 1e9 / ending.seconds()).orElse(null);
    return new AgentFigures(
        of.name(),
        clock.before().wallOffsetNanos(),
        clock.before().roundTripNanos(),
        clock.driftNanos(),
        of.totals().counts(),
        of.totals().latency(),
        cores,
        ValidityCheck.of(evidence(of)));
  }

  /** The validity inputs of one agent alone. */
  private ValidityInputs evidence(AgentResult of) {
    return new ValidityInputs(
        of.totals().counts(),
        countsOf(of.totals().hostile()),
        of.ending().map(PhaseResult::unprepared).orElse(0L),
        load.openLoop(),
        of.totals().capReached(),
        of.totals().stages().get(Stage.TOTAL),
        of.totals().ownLag(),
        0,
        of.ending().map(PhaseResult::usage).orElse(ResourceUsage.NONE),
        outcome.interrupted(),
        false,
        of.ending().flatMap(PhaseResult::fault),
        missing(List.of(of)),
        null);
  }

  private List<String> missing(List<AgentResult> of) {
    return of.stream()
        .filter(each -> each.lost().isPresent())
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "agent %s, %.0f %% of the plan, is missing since second %.0f: %s",
                    each.name(),
                    100.0 / outcome.shares().size(),
                    each.heardSeconds(),
                    each.lost().get()))
        .toList();
  }

  private KernelCounts kernel(Setting setting) {
    KernelCounts during = usage.kernel();
    KernelCounts known = setting.sameMachine() ? during : during.withoutListenQueue();
    return known.equals(KernelCounts.UNKNOWN) ? null : known;
  }

  private Verdict verdict(Setting setting) {
    return ValidityCheck.of(
        new ValidityInputs(
            counts,
            countsOf(hostile),
            outcome.unprepared(),
            load.openLoop(),
            totals.capReached(),
            totals.stages().get(Stage.TOTAL),
            totals.ownLag(),
            outcome.overloadedShare(),
            usage,
            outcome.interrupted(),
            setting.serverEnded(),
            outcome.fault(),
            missing(outcome.shares()),
            share == null ? null : share.share()));
  }

  private static Map<String, Counts> countsOf(Map<String, ClassFigures> classes) {
    Map<String, Counts> all = new LinkedHashMap<>();
    classes.forEach((name, figures) -> all.put(name, figures.counts()));
    return all;
  }

  private Environment environment(Setting setting) {
    Map<String, String> affinity = new LinkedHashMap<>();
    setting.cores().client().ifPresent(cores -> affinity.put("client", cores));
    setting.cores().server().ifPresent(cores -> affinity.put("server", cores));
    return Environment.capture(
        new Environment.Circumstances(
            affinity, usage.stolenShare(), setting.transport(), setting.ownServer() ? true : null));
  }

  /**
   * Rates per second of measured time. In a closed loop the capacity sets what is due, so all
   * handshakes count. In an open loop only those established before the end count, because those
   * drained after it would flatter an overloaded server.
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
    Long served = outcome.server().map(server -> server.counts().confirmed()).orElse(null);
    long handshakes = served == null ? counts.established() : served;
    if (handshakes == 0) {
      return new Cost(null, null, null);
    }
    ToDoubleFunction<Number> each = sum -> sum.doubleValue() / handshakes;
    Long serverNanos = outcome.server().map(ServerStats::cpuNanos).orElse(null);
    return new Cost(
        each.applyAsDouble(usage.cpuNanos() / 1e3),
        serverNanos == null ? null : each.applyAsDouble(serverNanos / 1e3),
        each.applyAsDouble(usage.allocatedBytes()));
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
