package dev.kexbench.loadgen;

import dev.kexbench.loadgen.cluster.AgentShare;
import dev.kexbench.loadgen.cluster.Crew;
import dev.kexbench.loadgen.cluster.Ending;
import dev.kexbench.loadgen.cluster.Stretch;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.record.Usage;
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
final class LoadtestRun {
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);
  private static final long SETTLE_SECONDS = 5;
  private static final long POLL_MILLIS = 20;

  private final LoadPlan plan;
  private final Target target;
  private final Crew crew;
  private final Interrupt interrupt;
  private final Progress progress;
  private final Runnable whenWarm;

  LoadtestRun(LoadPlan plan, Target target, Crew crew, Watch watch) {
    this.plan = plan;
    this.target = target;
    this.crew = crew;
    this.interrupt = watch.interrupt();
    this.progress = watch.progress();
    this.whenWarm = watch.whenWarm();
  }

  /**
   * Who may end a run, and who is told how it goes.
   *
   * @param whenWarm told when a warm-up has ended and the measured time is about to begin
   */
  record Watch(Interrupt interrupt, Progress progress, Runnable whenWarm) {}

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
    warmUp.flowing().ifPresent(stretch -> stretch.end(patience()));
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
  private record WarmedUp(Duration length, Optional<Stretch> flowing) {
    private static final WarmedUp NOT = new WarmedUp(Duration.ZERO, Optional.empty());
  }

  private Outcome measured(
      String name, LatencyLog log, Earlier earlier, Supplier<Optional<ServerStats.Ceiling>> ceiling)
      throws InterruptedException {
    Instant startedAt = Instant.now();
    List<ServerStats> before = askEach();
    Stretch stretch =
        crew.begin(plan, new Crew.Flow(earlier.warmUp().flowing().isPresent(), false));
    Phase phase = measure(name, stretch, log);
    Counts atEnd = stretch.counts();
    Stretch.Conclusion conclusion = phase.end(patience(), log);
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
  private long establishedBefore(Stretch.Conclusion conclusion) {
    return conclusion.shares().stream()
        .flatMap(each -> each.ending().stream())
        .mapToLong(Ending::establishedBefore)
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
  record Outcome(
      List<Second> timeline,
      double overloadedShare,
      List<AgentShare> shares,
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

    private Stream<Ending> endings() {
      return shares.stream().flatMap(each -> each.ending().stream());
    }

    /** How long it lasted: as long as its longest share. */
    double seconds() {
      return endings().mapToDouble(Ending::seconds).max().orElse(0);
    }

    Usage usage() {
      return endings().map(Ending::usage).reduce(Usage.NONE, Usage::plus);
    }

    long unprepared() {
      return endings().mapToLong(Ending::unprepared).sum();
    }

    /** What a generator failed of, if one has. */
    Optional<String> fault() {
      return endings().flatMap(each -> each.fault().stream()).findFirst();
    }
  }

  /** Makes the OFFERs of the phase that comes after so many others. */
  private void prepare(int phasesAhead) {
    if (plan.clients().prepared()) {
      Map<ClientClass, Long> each = PreparedOffers.perLane(plan, target.cores());
      long all = plan.allLanes() * each.values().stream().mapToLong(Long::longValue).sum();
      progress.say(String.format(Locale.ROOT, "making %,d OFFERs before the run", all));
      crew.prepare(phasesAhead, each);
    }
  }

  /** A closed loop flows on behind it; an open one starts anew, so that it inherits no debt. */
  private WarmedUp warmUp() throws InterruptedException {
    if (plan.warmup().isZero()) {
      return WarmedUp.NOT;
    }
    progress.head();
    Stretch stretch = crew.begin(plan.warmUpAlone(), new Crew.Flow(false, !plan.openLoop()));
    Phase phase = new Phase(stretch, target, interrupt);
    WarmUp warmUp = new WarmUp(plan, phase, progress);
    phase.last(warmUp::second, Optional.empty());
    warmUp.ended();
    whenWarm.run();
    if (plan.openLoop()) {
      stretch.end(patience());
    }
    return new WarmedUp(
        plan.untilSettled() ? Duration.ofSeconds(phase.timeline().size()) : plan.warmup(),
        plan.openLoop() ? Optional.empty() : Optional.of(stretch));
  }

  private Phase measure(String name, Stretch stretch, LatencyLog log) throws InterruptedException {
    if (plan.warmup().isZero()) {
      progress.head();
    }
    Phase phase = new Phase(stretch, target, interrupt);
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
