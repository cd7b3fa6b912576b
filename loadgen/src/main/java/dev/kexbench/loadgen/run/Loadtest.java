package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.GroupPhase;
import dev.kexbench.loadgen.machine.CompilerThreads;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One load test of one server, from the first prepared OFFER to the report: prepare, warm up,
 * measure, drain, query the server, judge, report. A search takes the parts one by one: one
 * warm-up, then many rates, each measured and drained.
 */
public final class Loadtest implements FindMax.Trials {
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

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
    prepare(plan, plan.warmup().isZero() ? 0 : 1);
    ServerQuery server = ServerQuery.beforeWarmUp(target, progress);
    WarmUp.Ended warmUp = warmUpPhase(plan);
    Measurement measured = measure("measuring", plan, warmUp, server);
    ServerObservation observed = withCeiling(server, server.endMeasuring(measured));
    return report(plan.warmedUpFor(warmUp.length()), measured, observed);
  }

  @Override
  public Duration warmUp(LoadPlan plan) throws InterruptedException {
    return warmUpPhase(plan).drain(patience(plan)).length();
  }

  @Override
  public LoadReport probe(LoadPlan plan, String name) throws IOException, InterruptedException {
    return afterWarmUp(name, plan, (server, observed) -> observed);
  }

  @Override
  public LoadReport measure(LoadPlan plan) throws IOException, InterruptedException {
    return afterWarmUp("measuring", plan, this::withCeiling);
  }

  /** What is still asked of the server once the measured time is over. */
  private interface LastQuery {
    ServerObservation after(ServerQuery server, ServerObservation observed);
  }

  private LoadReport afterWarmUp(String name, LoadPlan plan, LastQuery query)
      throws IOException, InterruptedException {
    prepare(plan, 0);
    ServerQuery server = ServerQuery.afterWarmUp(target, progress);
    Measurement measured = measure(name, plan, WarmUp.Ended.drained(plan.warmup()), server);
    return report(plan, measured, query.after(server, server.endMeasuring(measured)));
  }

  /** Makes the OFFERs of a phase, if the plan wants them made before it begins. */
  private void prepare(LoadPlan plan, int phasesAhead) {
    if (plan.clients().prepared()) {
      Map<ClientClass, Long> each = PreparedOffers.perLoop(plan, target.cores());
      long all = plan.allLoops() * each.values().stream().mapToLong(Long::longValue).sum();
      progress.say(String.format(Locale.ROOT, "making %,d OFFERs before the run", all));
      agents.prepare(phasesAhead, each);
    }
  }

  /**
   * A closed loop continues into the measured time; an open loop starts anew, without a backlog.
   */
  private WarmUp.Ended warmUpPhase(LoadPlan plan) throws InterruptedException {
    if (plan.warmup().isZero()) {
      progress.head();
      return WarmUp.Ended.drained(Duration.ZERO);
    }
    AgentGroup.Flow flow = new AgentGroup.Flow(false, !plan.openLoop());
    PhaseWatch phase = watch(agents.begin(plan.warmUpAlone(), flow));
    WarmUp.Ended ended = new WarmUp(plan, progress).watch(phase);
    if (spec.cores().client().isPresent()) {
      CompilerThreads.giveWay(); // on shared cores, low-priority threads might never run again
    }
    return plan.openLoop() ? ended.drain(patience(plan)) : ended;
  }

  /** Measures, and drains what is in flight at the end. */
  private Measurement measure(String name, LoadPlan plan, WarmUp.Ended warmUp, ServerQuery server)
      throws IOException, InterruptedException {
    try (LatencyLog log = control.newLatencyLog()) {
      server.beginMeasuring();
      boolean continues = warmUp.running().isPresent();
      AgentGroup.Flow flow = new AgentGroup.Flow(continues, false);
      PhaseWatch phase = watch(agents.begin(plan, flow));
      phase.watch(second -> progress.second(name, second), Optional.of(log));
      progress.endLine();
      return phase.drain(patience(plan), Optional.of(log), continues);
    }
  }

  private PhaseWatch watch(GroupPhase phase) {
    return new PhaseWatch(phase, target, control.interrupt());
  }

  private ServerObservation withCeiling(ServerQuery server, ServerObservation observed) {
    return control.interrupted() ? observed : server.withCeiling(observed);
  }

  private LoadReport report(LoadPlan plan, Measurement measured, ServerObservation server) {
    Verdict verdict = ValidityCheck.of(plan, measured, server);
    return new RunReport(spec.with(plan), agents.facts(), measured, server).report(verdict);
  }

  private Duration patience(LoadPlan plan) {
    return control.interrupted() ? SHORT_PATIENCE : plan.timeout();
  }
}
