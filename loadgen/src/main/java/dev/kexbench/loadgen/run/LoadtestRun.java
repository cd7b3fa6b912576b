package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.GroupPhase;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.ServerStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The story of a run: warm up, measure, drain, ask the server. A closed loop flows from warm-up
 * into measuring, cut by due time; an open loop starts anew, so that it inherits no debt. A search
 * asks for the parts: one warm-up, then many rates, each measured and drained.
 */
public final class LoadtestRun {
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);
  private static final long SETTLE_SECONDS = 5;
  private static final long POLL_MILLIS = 20;

  private final LoadPlan plan;
  private final Target target;
  private final AgentGroup agents;
  private final Interrupt interrupt;
  private final RunProgress progress;
  private final Runnable whenWarm;

  public LoadtestRun(LoadPlan plan, Target target, AgentGroup agents, Watch watch) {
    this.plan = plan;
    this.target = target;
    this.agents = agents;
    this.interrupt = watch.interrupt();
    this.progress = watch.progress();
    this.whenWarm = watch.whenWarm();
  }

  /**
   * Who may end a run, and who is told how it goes.
   *
   * @param whenWarm told when a warm-up has ended and the measured time is about to begin
   */
  public record Watch(Interrupt interrupt, RunProgress progress, Runnable whenWarm) {}

  /** Runs it all; the latency log is written second by second. */
  Outcome run(LatencyLog log) throws InterruptedException {
    prepare(plan.warmup().isZero() ? 0 : 1);
    Optional<ServerStats> idle = target.stats();
    WarmedUp warmUp = warmUp();
    return measured("measuring", log, new Earlier(idle, true, warmUp), this::ceiling);
  }

  /** Warms up alone, lets the server come to rest, and says how long the warm-up was. */
  Duration onlyWarmUp() throws InterruptedException {
    WarmedUp warmUp = warmUp();
    warmUp.flowing().ifPresent(groupPhase -> groupPhase.end(patience()));
    awaitConfirmed();
    return warmUp.length();
  }

  /** Measures on a server that is at rest, under this name, and drains it. */
  Outcome probe(String name, LatencyLog log) throws InterruptedException {
    return atRest(name, log, Optional::empty);
  }

  /** The same with the server's private-key rate. */
  Outcome afterWarmUp(LatencyLog log) throws InterruptedException {
    return atRest("measuring", log, this::ceiling);
  }

  private Outcome atRest(
      String name, LatencyLog log, Supplier<Optional<ServerStats.Ceiling>> ceiling)
      throws InterruptedException {
    prepare(0);
    Earlier earlier =
        new Earlier(ask(target::stats), false, new WarmedUp(plan.warmup(), Optional.empty()));
    return measured(name, log, earlier, ceiling);
  }

  /**
   * What came before the measured time.
   *
   * @param idle the server's figures when nothing had been started yet
   * @param beforeWarmUp whether that was before the warm-up
   */
  private record Earlier(Optional<ServerStats> idle, boolean beforeWarmUp, WarmedUp warmUp) {}

  /**
   * A warm-up that is over.
   *
   * @param length how long it was
   * @param flowing a closed loop, which goes on
   */
  private record WarmedUp(Duration length, Optional<GroupPhase> flowing) {
    private static final WarmedUp NOT = new WarmedUp(Duration.ZERO, Optional.empty());
  }

  private Outcome measured(
      String name, LatencyLog log, Earlier earlier, Supplier<Optional<ServerStats.Ceiling>> ceiling)
      throws InterruptedException {
    Instant startedAt = Instant.now();
    List<ServerStats> before = askEach();
    GroupPhase groupPhase =
        agents.begin(plan, new AgentGroup.Flow(earlier.warmUp().flowing().isPresent(), false));
    PhaseWatch phase = measure(name, groupPhase, log);
    Counts atEnd = groupPhase.counts();
    GroupPhase.Conclusion conclusion = phase.end(patience(), log);
    awaitConfirmed();
    List<ServerStats> eachEnd = askEach();
    Optional<ServerStats> end = eachEnd.stream().reduce(ServerStats::plus);
    Totals totals = conclusion.together(plan.timeout());
    Long confirmed =
        end.flatMap(e -> earlier.idle().map(e::minus))
            .map(all -> all.counts().confirmed())
            .map(all -> earlier.beforeWarmUp() ? all - establishedBefore(conclusion) : all)
            .map(now -> now - totals.establishedByHostile())
            .filter(now -> conclusion.shares().stream().allMatch(each -> each.lost().isEmpty()))
            .orElse(null);
    boolean interrupted = interrupted();
    return new Outcome(
        phase.timeline(),
        phase.overloadedShare(),
        conclusion.shares(),
        totals,
        earlier.warmUp().length(),
        startedAt,
        atEnd,
        since(before, eachEnd),
        confirmed,
        ceiling.get(),
        interrupted);
  }

  /** The server's count begins before the warm-up: those that it established are not of the run. */
  private long establishedBefore(GroupPhase.Conclusion conclusion) {
    return conclusion.shares().stream()
        .flatMap(each -> each.ending().stream())
        .mapToLong(PhaseResult::establishedBefore)
        .sum();
  }

  /**
   * What a run leaves for its report.
   *
   * @param overloadedShare of its seconds, in which a generator was the bottleneck
   * @param shares of each agent
   * @param totals of all agents
   * @param servers what each server counted meanwhile; none where they were not asked
   * @param atEnd counts when the measured time was over, before it was drained
   */
  public record Outcome(
      List<Second> timeline,
      double overloadedShare,
      List<AgentResult> shares,
      Totals totals,
      Duration warmup,
      Instant startedAt,
      Counts atEnd,
      List<ServerStats> servers,
      Long serverConfirmed,
      Optional<ServerStats.Ceiling> ceiling,
      boolean interrupted) {
    /** What the servers counted, all together. */
    Optional<ServerStats> server() {
      return servers.stream().reduce(ServerStats::plus);
    }

    private Stream<PhaseResult> endings() {
      return shares.stream().flatMap(each -> each.ending().stream());
    }

    /** How long it lasted: as long as its longest share. */
    double seconds() {
      return endings().mapToDouble(PhaseResult::seconds).max().orElse(0);
    }

    ResourceUsage usage() {
      return endings().map(PhaseResult::usage).reduce(ResourceUsage.NONE, ResourceUsage::plus);
    }

    long unprepared() {
      return endings().mapToLong(PhaseResult::unprepared).sum();
    }

    /** What a generator failed of, if one has. */
    Optional<String> fault() {
      return endings().flatMap(each -> each.fault().stream()).findFirst();
    }
  }

  /** Makes the OFFERs of the phase that comes after so many others. */
  private void prepare(int phasesAhead) {
    if (plan.clients().prepared()) {
      Map<ClientClass, Long> each = PreparedOffers.perLoop(plan, target.cores());
      long all = plan.allLoops() * each.values().stream().mapToLong(Long::longValue).sum();
      progress.say(String.format(Locale.ROOT, "making %,d OFFERs before the run", all));
      agents.prepare(phasesAhead, each);
    }
  }

  /** A closed loop flows on behind it; an open one starts anew, so that it inherits no debt. */
  private WarmedUp warmUp() throws InterruptedException {
    if (plan.warmup().isZero()) {
      return WarmedUp.NOT;
    }
    progress.head();
    GroupPhase groupPhase =
        agents.begin(plan.warmUpAlone(), new AgentGroup.Flow(false, !plan.openLoop()));
    PhaseWatch phase = new PhaseWatch(groupPhase, target, interrupt);
    WarmUp warmUp = new WarmUp(plan, phase, progress);
    phase.last(warmUp::second, Optional.empty());
    warmUp.ended();
    whenWarm.run();
    if (plan.openLoop()) {
      groupPhase.end(patience());
    }
    return new WarmedUp(
        plan.untilSettled() ? Duration.ofSeconds(phase.timeline().size()) : plan.warmup(),
        plan.openLoop() ? Optional.empty() : Optional.of(groupPhase));
  }

  private PhaseWatch measure(String name, GroupPhase groupPhase, LatencyLog log)
      throws InterruptedException {
    if (plan.warmup().isZero()) {
      progress.head();
    }
    PhaseWatch phase = new PhaseWatch(groupPhase, target, interrupt);
    phase.last(second -> progress.second(name, second), Optional.of(log));
    progress.endLine();
    return phase;
  }

  /** The last CONFIRM has no answer: the server may still be reading it. */
  private void awaitConfirmed() throws InterruptedException {
    long giveUpNanos = System.nanoTime() + Duration.ofSeconds(SETTLE_SECONDS).toNanos();
    while (System.nanoTime() < giveUpNanos
        && ask(target::stats).map(stats -> stats.counts().open() > 0).orElse(false)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS); // the server tells only who asks
    }
  }

  private Optional<ServerStats.Ceiling> ceiling() {
    if (interrupted()) {
      return Optional.empty();
    }
    progress.say("measuring the server's private-key rate");
    return ask(target::measureCeiling).map(ServerStats::ceiling);
  }

  private List<ServerStats> askEach() {
    return ask(() -> Optional.of(target.eachStats())).orElse(List.of());
  }

  private static List<ServerStats> since(List<ServerStats> before, List<ServerStats> now) {
    return before.size() == now.size()
        ? IntStream.range(0, now.size()).mapToObj(i -> now.get(i).minus(before.get(i))).toList()
        : List.of();
  }

  /** A server that has gone silent by now costs its figures, not the report. */
  private <T> Optional<T> ask(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (CommandFailure e) {
      progress.say(e.getMessage());
      return Optional.empty();
    }
  }

  private Duration patience() {
    return interrupted() ? SHORT_PATIENCE : plan.timeout();
  }

  private boolean interrupted() {
    return interrupt.requested();
  }
}
