package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.Coordinator;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.record.TargetCounts;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.machine.KernelCounts;
import dev.kexbench.results.report.AgentFigures;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.TargetFigures;
import dev.kexbench.results.report.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Writes the report of a run from what agents and servers have recorded. */
public final class RunReport {
  private final RunSpec spec;
  private final LoadPlan load;
  private final AgentGroup.Facts agents;
  private final Measurement measured;
  private final ServerObservation server;
  private final Totals totals;
  private final ResourceUsage usage;

  /**
   * A report on one run.
   *
   * @param spec of the run, with the actual length of its warm-up
   */
  public RunReport(
      RunSpec spec, AgentGroup.Facts agents, Measurement measured, ServerObservation server) {
    this.spec = spec;
    this.load = spec.load().plan();
    this.agents = agents;
    this.measured = measured;
    this.server = server;
    this.totals = measured.totals();
    this.usage = measured.usage();
  }

  /** The report of a part of a run, judged by what its agent has recorded. */
  public LoadReport report() {
    return report(ValidityCheck.of(load, measured, server));
  }

  /** The report, with this verdict. */
  LoadReport report(Verdict verdict) {
    return new LoadReport(
        LoadReport.SCHEMA,
        spec.title(),
        measured.startedAt(),
        measured.interrupted(),
        verdict,
        environment(),
        List.of(run()),
        null);
  }

  private Run run() {
    Plan plan = PlanRecord.of(spec, agents.fallbackAlgorithms());
    return Run.builder(plan.exchange(), plan)
        .counts(counts())
        .rates(measured.rates())
        .latency(totals.latency())
        .classes(totals.hostile())
        .timeline(measured.timeline())
        .server(server.all().orElse(null))
        .cost(cost())
        .ceiling(measured.ceilingShare(server).orElse(null))
        .agents(agentFigures())
        .kernel(kernel())
        .generatorDelay(totals.generatorDelay(load.openLoop()))
        .littlesLaw(LittlesLawCheck.law(measured))
        .wire(totals.wire())
        .resumption(load.clients().returning().isPresent() ? totals.resumption() : null)
        .steadyState(SteadyCheck.observe(measured.timeline(), server))
        .targets(targets())
        .machine(machine())
        .build();
  }

  private Counts counts() {
    Long confirmed = server.confirmed().orElse(null);
    return totals
        .counts()
        .plus(Counts.builder().serverConfirmed(confirmed).drained(measured.drained()).build());
  }

  /** The load of each of several servers; empty for one. */
  private List<TargetFigures> targets() {
    List<String> addresses = server.addresses();
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
                    server.each().isEmpty() ? null : server.each().get(i)))
        .toList();
  }

  private List<AgentFigures> agentFigures() {
    Map<String, Coordinator.Clock> clocks = agents.clocks();
    return clocks.isEmpty()
        ? List.of()
        : measured.agents().stream().map(each -> agent(each, clocks.get(each.name()))).toList();
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
        of.totals().generatorDelay(load.openLoop()),
        LittlesLawCheck.law(of),
        cores,
        ValidityCheck.of(load, of, measured));
  }

  private KernelCounts kernel() {
    KernelCounts during = usage.kernel();
    KernelCounts known = server.sameMachine() ? during : during.withoutListenQueue();
    return known.equals(KernelCounts.UNKNOWN) ? null : known;
  }

  private MachineFigures machine() {
    MachineFigures servers = server.machine();
    MachineFigures all =
        new MachineFigures(servers.server(), usage.cores(), servers.ceilingOmitted());
    return all.equals(new MachineFigures(null, null, null)) ? null : all;
  }

  private Environment environment() {
    Map<String, String> affinity = new LinkedHashMap<>();
    spec.cores().client().ifPresent(cores -> affinity.put("client", cores));
    spec.cores().server().ifPresent(cores -> affinity.put("server", cores));
    Boolean own = server.own() ? true : null;
    return Environment.capture(
        new Environment.Circumstances(affinity, usage.stolenShare(), agents.transport(), own));
  }

  private Cost cost() {
    Long served = server.all().map(all -> all.counts().confirmed()).orElse(null);
    long handshakes = served == null ? totals.counts().established() : served;
    if (handshakes == 0) {
      return new Cost(null, null, null);
    }
    ToDoubleFunction<Number> each = sum -> sum.doubleValue() / handshakes;
    Long serverNanos = server.all().map(ServerStats::cpuNanosOfLoad).orElse(null);
    return new Cost(
        each.applyAsDouble(usage.cpuNanos() / 1e3),
        serverNanos == null ? null : each.applyAsDouble(serverNanos / 1e3),
        each.applyAsDouble(usage.allocatedBytes()));
  }
}
