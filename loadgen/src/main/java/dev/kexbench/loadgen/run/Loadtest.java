package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.GroupPhase;
import dev.kexbench.loadgen.machine.CompilerThreads;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One load test of one server, from the first prepared OFFER to the report: prepare, warm up,
 * measure, drain, query the server, judge, report. A search takes the parts one by one: one
 * warm-up, then many rates, each measured and drained.
 */
public final class Loadtest implements FindMax.Trials {
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration LEAD_IN = Duration.ofSeconds(2);

  private final RunSpec spec;
  private final Target target;
  private final AgentGroup agents;
  private final RunControl control;
  private final RunProgress progress;

  /** A load test of this target by these agents. */
  public Loadtest(RunSpec spec, Target target, AgentGroup agents, RunControl control) {
    this.spec = spec;
    this.target = target;
    this.agents = agents;
    this.control = control;
    this.progress = control.progress();
    progress.say(spec.summary(target));
  }

  /** The plan, adapted to the exchange. */
  public LoadPlan plan() {
    return spec.load().plan();
  }

  /** Runs the plan as it is. */
  public LoadReport run() throws IOException, InterruptedException {
    LoadPlan plan = plan();
    boolean warm = !plan.warmup().isZero();
    boolean leadIn = warm && !plan.openLoop();
    prepare(plan, (warm ? 1 : 0) + (leadIn ? 1 : 0));
    target.stats(); // a server that should answer but does not is found before anything runs
    WarmUp.Ended warmUp = warmUpPhase(plan);
    ServerQuery server = ServerQuery.atRest(target, progress, leadIn);
    Optional<ServerStats.Ceiling> before = warm ? ceiling(server) : Optional.empty();
    if (leadIn) {
      leadIn(plan, warmUp);
    }
    Measurement measured = measure("measuring", plan, leadIn, server);
    ServerObservation observed = withCeiling(server, before, server.endMeasuring(measured));
    return report(plan.warmedUpFor(warmUp.length()), measured, observed);
  }

  @Override
  public Duration warmUp(LoadPlan plan) throws InterruptedException {
    return warmUpPhase(plan).length();
  }

  @Override
  public LoadReport probe(LoadPlan plan, String name) throws IOException, InterruptedException {
    return afterWarmUp(name, plan, (server, observed) -> observed);
  }

  @Override
  public LoadReport measure(LoadPlan plan) throws IOException, InterruptedException {
    return afterWarmUp(
        "measuring", plan, (server, observed) -> withCeiling(server, Optional.empty(), observed));
  }

  /** What is still asked of the server once the measured time is over. */
  private interface LastQuery {
    ServerObservation after(ServerQuery server, ServerObservation observed);
  }

  private LoadReport afterWarmUp(String name, LoadPlan plan, LastQuery query)
      throws IOException, InterruptedException {
    prepare(plan, 0);
    ServerQuery server = ServerQuery.atRest(target, progress, false);
    Measurement measured = measure(name, plan, false, server);
    return report(plan, measured, query.after(server, server.endMeasuring(measured)));
  }

  /** Makes the OFFERs of a phase, if the plan wants them made before it begins. */
  private void prepare(LoadPlan plan, int phasesAhead) {
    if (plan.clients().prepared()) {
      Map<ClientClass, Long> each = PreparedOffers.perLoop(plan, target.cores());
      long all = plan.allLoops() * each.values().stream().mapToLong(Long::longValue).sum();
      progress.say(String.format(Locale.ROOT, "making up to %,d OFFERs before the run", all));
      agents.prepare(phasesAhead, each);
    }
  }

  /** Warms up and drains. JIT compilers may use all cores of the run meanwhile. */
  private WarmUp.Ended warmUpPhase(LoadPlan plan) throws InterruptedException {
    if (plan.warmup().isZero()) {
      progress.head();
      return WarmUp.Ended.NONE;
    }
    spec.cores().all().ifPresent(target::compileOn);
    PhaseWatch phase = watch(agents.begin(plan.warmUpAlone(), AgentGroup.Flow.NONE));
    WarmUp.Ended ended = new WarmUp(plan, progress).watch(phase);
    phase.drain(patience(plan), Optional.empty(), false);
    if (spec.cores().client().isPresent()) { // on shared cores they might never run again
      CompilerThreads.ofThisProcess().giveWay();
      target.compileWhenIdle();
    }
    return ended;
  }

  /**
   * Fills a closed loop before it is measured, so that the measured time begins with as many in
   * flight as it ends with, and with latencies that are as long.
   */
  private void leadIn(LoadPlan plan, WarmUp.Ended warmUp) throws InterruptedException {
    LoadPlan filling =
        plan.phase(
            Optional.empty(), plan.concurrency(), leadInTime(plan, warmUp), OptionalLong.empty());
    PhaseWatch phase = watch(agents.begin(filling, new AgentGroup.Flow(false, true)));
    phase.watch(second -> progress.second("filling", second), Optional.empty());
  }

  /** Long enough for all that are in flight to have ended once, at the rate of the warm-up. */
  private static Duration leadInTime(LoadPlan plan, WarmUp.Ended warmUp) {
    double roundSeconds = plan.concurrency() / Math.max(1, warmUp.perSecond());
    Duration wanted = LEAD_IN.plusMillis((long) (1_000 * roundSeconds));
    return wanted.compareTo(plan.timeout()) < 0 ? wanted : plan.timeout();
  }

  /** Measures, and drains what is in flight at the end. */
  private Measurement measure(String name, LoadPlan plan, boolean leadIn, ServerQuery server)
      throws IOException, InterruptedException {
    try (LatencyLog log = control.newLatencyLog()) {
      server.beginMeasuring();
      PhaseWatch phase = watch(agents.begin(plan, new AgentGroup.Flow(leadIn, false)));
      phase.watch(second -> progress.second(name, second), Optional.of(log));
      progress.endLine();
      server.endOfLoad();
      return phase.drain(patience(plan), Optional.of(log), leadIn);
    }
  }

  private PhaseWatch watch(GroupPhase phase) {
    return new PhaseWatch(phase, target, control.interrupt());
  }

  private ServerObservation withCeiling(
      ServerQuery server, Optional<ServerStats.Ceiling> before, ServerObservation observed) {
    return control.interrupted() ? observed : server.withCeiling(observed, before);
  }

  private Optional<ServerStats.Ceiling> ceiling(ServerQuery server) {
    return control.interrupted() ? Optional.empty() : server.ceiling();
  }

  private LoadReport report(LoadPlan plan, Measurement measured, ServerObservation server) {
    Verdict verdict = ValidityCheck.of(plan, measured, server);
    return new RunReport(spec.with(plan), agents.facts(), measured, server).report(verdict);
  }

  private Duration patience(LoadPlan plan) {
    return control.interrupted() ? SHORT_PATIENCE : plan.timeout();
  }
}
