package dev.kexbench.loadgen;

import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Vitals;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.ServerStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
  private final Generator generator;
  private final Interrupt interrupt;
  private final Progress progress;
  private final Runnable whenWarm;

  LoadtestRun(LoadPlan plan, Target target, Generator generator, Watch watch) {
    this.plan = plan;
    this.target = target;
    this.generator = generator;
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
    Recording warmUp = warmUp();
    return measured(
        "measuring",
        log,
        new Earlier(idle, () -> allEstablished(warmUp), warmedUpFor(warmUp)),
        this::ceiling);
  }

  /** Warms up alone, lets the server come to rest, and says how long the warm-up was. */
  Duration onlyWarmUp() throws InterruptedException {
    Duration length = warmedUpFor(warmUp());
    generator.drain(patience());
    awaitConfirmed();
    return length;
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
    Earlier earlier = new Earlier(ask(target::stats), () -> 0, plan.warmup());
    return measured(name, log, earlier, ceiling);
  }

  /**
   * What came before the measured time.
   *
   * @param idle the server's figures when nothing had been started yet
   * @param established how many handshakes that were due before it have been established by now
   * @param warmup how long it was
   */
  private record Earlier(Optional<ServerStats> idle, LongSupplier established, Duration warmup) {}

  private Outcome measured(
      String name, LatencyLog log, Earlier earlier, Supplier<Optional<ServerStats.Ceiling>> ceiling)
      throws InterruptedException {
    Instant startedAt = Instant.now();
    Optional<ServerStats> before = ask(target::stats);
    Phase phase = measure(name, log);
    Counts atEnd = phase.recording().counts();
    double seconds = phase.seconds();
    long drainMillis = System.currentTimeMillis();
    generator.drain(patience());
    phase.recording().gather();
    log.log(drainMillis, System.currentTimeMillis(), phase.recording().lastInterval());
    long unprepared = generator.unprepared();
    Vitals after = generator.vitals();
    awaitConfirmed();
    Optional<ServerStats> end = ask(target::stats);
    Optional<ServerStats> server = end.flatMap(e -> before.map(e::minus));
    Long confirmed =
        end.flatMap(e -> earlier.idle().map(e::minus))
            .map(all -> all.counts().confirmed() - earlier.established().getAsLong())
            .map(now -> now - phase.recording().establishedByHostile())
            .orElse(null);
    boolean interrupted = interrupted();
    return new Outcome(
        phase,
        earlier.warmup(),
        startedAt,
        seconds,
        atEnd,
        after,
        server,
        confirmed,
        unprepared,
        ceiling.get(),
        interrupted,
        generator.fault());
  }

  private static long allEstablished(Recording recording) {
    return recording.counts().established() + recording.establishedByHostile();
  }

  /** What a run leaves for its report. */
  record Outcome(
      Phase phase,
      Duration warmup,
      Instant startedAt,
      double seconds,
      Counts atEnd,
      Vitals after,
      Optional<ServerStats> server,
      Long serverConfirmed,
      long unprepared,
      Optional<ServerStats.Ceiling> ceiling,
      boolean interrupted,
      Optional<Throwable> fault) {}

  /** Makes the OFFERs of the phase that comes after so many others. */
  private void prepare(int phasesAhead) {
    if (plan.clients().prepared()) {
      Map<ClientClass, Long> each = PreparedOffers.perLane(plan, target.cores());
      long all = plan.threads() * each.values().stream().mapToLong(Long::longValue).sum();
      progress.say(String.format(Locale.ROOT, "making %,d OFFERs before the run", all));
      generator.prepare(phasesAhead, each);
    }
  }

  private Recording warmUp() throws InterruptedException {
    Recording recording = generator.newRecording();
    if (plan.warmup().isZero()) {
      return recording;
    }
    progress.head();
    LoadPlan steady = plan.steady();
    generator.begin(lane -> steady.demand(lane, plan.warmup(), OptionalLong.empty()), recording);
    Phase phase = new Phase(generator, target, interrupt, recording);
    WarmUp warmUp = new WarmUp(plan, phase, progress);
    phase.last(plan.warmup(), false, warmUp::second);
    warmUp.ended();
    whenWarm.run();
    if (plan.openLoop()) {
      generator.drain(patience());
    }
    return recording;
  }

  private Duration warmedUpFor(Recording warmUp) {
    return plan.untilSettled() ? Duration.ofSeconds(warmUp.timeline().size()) : plan.warmup();
  }

  private Phase measure(String name, LatencyLog log) throws InterruptedException {
    boolean warm = !plan.warmup().isZero();
    Recording recording = generator.newRecording();
    if (warm && !plan.openLoop()) {
      generator.cut(recording, lane -> plan.share(plan.count(), lane));
    } else {
      generator.begin(lane -> plan.demand(lane, plan.duration(), plan.count()), recording);
    }
    if (!warm) {
      progress.head();
    }
    Phase phase = new Phase(generator, target, interrupt, recording);
    long[] fromMillis = {System.currentTimeMillis()};
    phase.last(
        plan.duration(),
        plan.count().isPresent(),
        second -> {
          long toMillis = System.currentTimeMillis();
          log.log(fromMillis[0], toMillis, recording.lastInterval());
          fromMillis[0] = toMillis;
          progress.second(name, second);
        });
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

  /** A server that has gone silent by now costs its figures, not the report. */
  private Optional<ServerStats> ask(Supplier<Optional<ServerStats>> question) {
    try {
      return question.get();
    } catch (CommandFailure e) {
      progress.say(e.getMessage());
      return Optional.empty();
    }
  }

  private Duration patience() {
    return interrupted() || generator.fault().isPresent() ? SHORT_PATIENCE : plan.timeout();
  }

  private boolean interrupted() {
    return interrupt.requested();
  }
}
