package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.GroupPhase;
import dev.kexbench.loadgen.machine.CompilerThreads;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One load test of one server, from the first prepared OFFER to the report: prepare, warm up,
 * measure, drain, query the server, judge, report. A search or a sweep takes the parts one by one:
 * one warm-up, then many rates, each measured and drained.
 */
public final class Loadtest implements FindMax.Trials, RateSweep.Trials, AutoCloseable {
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

  private final RunSpec spec;
  private final Target target;
  private final AgentGroup agents;
  private RunControl control;
  private final RunProgress progress;
  private final CompilerThreads compilers = CompilerThreads.ofThisProcess();
  private Optional<Profiling> profiling = Optional.empty();
  private Optional<JvmTimeline> jvm = Optional.empty();
  private Optional<NetworkWatch> network = Optional.empty();

  /** A load test of this target by these agents. */
  public Loadtest(RunSpec spec, Target target, AgentGroup agents, RunControl control) {
    this.spec = spec;
    this.target = target;
    this.agents = agents;
    this.control = control;
    this.progress = control.progress();
    progress.say(spec.summary(target));
  }

  /** Profiles server and generator while it measures. */
  public void profile(Profiling by) {
    profiling = Optional.of(by);
  }

  /** Reports on the emulated network. */
  public void watch(NetworkWatch path) {
    network = Optional.of(path);
  }

  /** Records GC pauses, safepoints and compilations of generator and server from now on. */
  public void recordJvm() {
    JvmTimeline timeline = new JvmTimeline(target, agents, progress);
    timeline.record();
    jvm = Optional.of(timeline);
  }

  /** Writes the files of what is measured from now on to this folder. */
  public void writeTo(Path folder) {
    control = control.in(folder);
  }

  /** The plan, adapted to the exchange. */
  public LoadPlan plan() {
    return spec.load().plan();
  }

  /** Runs the plan as it is. */
  public LoadReport run() throws IOException, InterruptedException {
    LoadPlan plan = plan();
    boolean warm = !plan.warmup().isZero();
    boolean continues = warm && !plan.openLoop();
    prepare(plan, warm ? 2 : 0);
    target.stats(); // a server that should answer but does not is found before anything runs
    WarmUp.Ended warmUp = warmUpPhase(plan);
    ServerQuery server = new ServerQuery(target, progress, continues);
    server.atRest();
    Optional<ServerStats.Ceiling> before =
        warm && !control.interrupted() ? server.ceiling() : Optional.empty();
    if (warm) {
      leadIn(plan, warmUp, server);
      compilersGiveWay();
    }
    Measurement measured = measure("measuring", plan, continues, server);
    ServerObservation observed = withCeiling(server, before, server.endMeasuring(measured));
    return report(plan.warmedUpFor(warmUp.length()), withJvm(measured), observed);
  }

  @Override
  public Duration warmUp(LoadPlan plan) throws InterruptedException {
    WarmUp.Ended warmUp = warmUpPhase(plan);
    compilersGiveWay();
    return warmUp.length();
  }

  @Override
  public void leadIn(LoadPlan plan) throws InterruptedException {
    leadIn(plan, WarmUp.Ended.NONE, new ServerQuery(target, progress, false));
  }

  @Override
  public LoadReport probe(LoadPlan plan, String name) throws IOException, InterruptedException {
    return afterWarmUp(name, plan, false);
  }

  @Override
  public LoadReport measure(LoadPlan plan) throws IOException, InterruptedException {
    return afterWarmUp("measuring", plan, true);
  }

  /** With all figures, or with those that take no time, of which a search has many rates. */
  private LoadReport afterWarmUp(String name, LoadPlan plan, boolean all)
      throws IOException, InterruptedException {
    prepare(plan, 0);
    ServerQuery server = new ServerQuery(target, progress, false);
    server.atRest();
    Measurement measured = measure(name, plan, false, server);
    ServerObservation observed = server.endMeasuring(measured);
    return all
        ? report(plan, withJvm(measured), withCeiling(server, Optional.empty(), observed))
        : report(plan, measured, observed);
  }

  private Measurement withJvm(Measurement measured) {
    return jvm.map(recorded -> recorded.complete(measured)).orElse(measured);
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

  /**
   * Warms up and drains. The server's JIT compilers use the generator's cores from now on: on its
   * own they would compete with the handshakes.
   */
  private WarmUp.Ended warmUpPhase(LoadPlan plan) throws InterruptedException {
    if (plan.warmup().isZero()) {
      progress.head();
      return WarmUp.Ended.NONE;
    }
    spec.cores().client().ifPresent(target::compileOn);
    LoadPlan warming = plan.warmUpAlone();
    PhaseWatch phase = watch("warm-up", warming, agents.begin(warming, AgentGroup.Flow.NONE));
    WarmUp.Ended ended =
        new WarmUp(plan, () -> ServerQuery.warmUp(target, progress), progress).watch(phase);
    phase.drain(patience(plan), Optional.empty(), false);
    return ended;
  }

  /** On shared cores, low-priority threads might never run again. */
  private void compilersGiveWay() {
    if (spec.cores().client().isPresent()) {
      compilers.giveWay();
      target.compileWhenIdle();
    }
  }

  /**
   * A closed loop continues into the measured time; an open loop starts anew, without a backlog.
   */
  private void leadIn(LoadPlan plan, WarmUp.Ended warmUp, ServerQuery server)
      throws InterruptedException {
    LeadIn leadIn = new LeadIn(plan, warmUp, progress);
    boolean continues = !plan.openLoop();
    LoadPlan load = leadIn.load();
    PhaseWatch phase =
        watch("lead-in", load, agents.begin(load, new AgentGroup.Flow(false, continues)));
    leadIn.watch(phase);
    if (!continues) {
      phase.drain(patience(plan), Optional.empty(), false);
      server.atRest();
    }
  }

  /** Measures, and drains what is in flight at the end. */
  private Measurement measure(String name, LoadPlan plan, boolean continues, ServerQuery server)
      throws IOException, InterruptedException {
    LatencyLog log = control.newLatencyLog();
    try (log) {
      server.beginMeasuring();
      if (profiling.isPresent()) {
        profiling.get().begin();
      }
      jvm.ifPresent(JvmTimeline::begin);
      network.ifPresent(NetworkWatch::begin);
      PhaseWatch phase =
          watch(name, plan, agents.begin(plan, new AgentGroup.Flow(continues, false)));
      phase.watch(second -> onSecond(name, second), Optional.of(log));
      progress.endLine();
      network.ifPresent(NetworkWatch::end);
      server.endOfLoad();
      if (profiling.isPresent()) {
        profiling.get().end();
      }
      return phase.drain(patience(plan), Optional.of(log), continues);
    } finally {
      log.failure().ifPresent(control::logIncomplete);
    }
  }

  private PhaseWatch watch(String name, LoadPlan plan, GroupPhase phase) {
    control.observer().begin(name, plan);
    PhaseWatch watch = new PhaseWatch(phase, target, control.interrupt());
    return watch.observedBy(
        parts ->
            control
                .observer()
                .second(
                    parts, () -> new PartialRun(spec.with(plan), agents.facts(), watch.soFar())));
  }

  private void onSecond(String name, Second second) {
    jvm.ifPresent(JvmTimeline::second);
    progress.second(name, second);
  }

  private ServerObservation withCeiling(
      ServerQuery server, Optional<ServerStats.Ceiling> before, ServerObservation observed) {
    return control.interrupted()
        ? observed.withoutCeiling("the user interrupted the run")
        : server.withCeiling(observed, before);
  }

  private LoadReport report(LoadPlan plan, Measurement measured, ServerObservation server) {
    Optional<NetworkObservation> path = network.map(NetworkWatch::observed);
    Verdict verdict = ValidityCheck.of(plan, measured, server, path);
    LoadReport alone =
        new RunReport(spec.with(plan), agents.facts(), measured, server).report(verdict);
    LoadReport report = path.map(each -> alone.with(each.figures())).orElse(alone);
    return profiling.map(by -> report.with(by.graphs(measured))).orElse(report);
  }

  private Duration patience(LoadPlan plan) {
    return control.interrupted() ? SHORT_PATIENCE : plan.timeout();
  }

  /** Nothing is measured any more: the compilers of this JVM need not wait for idle cores. */
  @Override
  public void close() {
    compilers.endGivingWay();
  }
}
