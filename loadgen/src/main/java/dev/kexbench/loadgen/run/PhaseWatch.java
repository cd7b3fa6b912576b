package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.GroupPhase;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.record.Timeline;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Second;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Watches one phase of load second by second, and drains it. */
final class PhaseWatch {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Seconds and the end of the phase arrive by themselves; an interrupt is noticed within it. */
  private static final long POLL_NANOS = 100_000_000L;

  private static final double MICRO = 1e3;
  private static final double SATURATED = 0.95;
  private static final double BUSY = 0.75;

  /** A shorter interval says nothing about rates, or how busy a loop is. */
  private static final long JUDGED_NANOS = SECOND_NANOS / 2;

  private final GroupPhase phase;
  private final Target target;
  private final Interrupt interrupt;
  private final Timeline timeline = new Timeline();

  /**
   * How busy the busiest event loop was in each second; 0 while the server had no CPU time left.
   */
  private final List<Double> busiest = new ArrayList<>();

  private final long startMillis = System.currentTimeMillis();

  private Consumer<List<Interval>> observer = intervals -> {};
  private boolean stopEarly;
  private OptionalInt heldUpSince = OptionalInt.empty();
  private long lastNanos = System.nanoTime();
  private Optional<Long> lastServerNanos;
  private Optional<Long> lastJitNanos;
  private Optional<Long> lastPressureMicros;

  /** Watches a phase that has just begun. */
  PhaseWatch(GroupPhase phase, Target target, Interrupt interrupt) {
    this.phase = phase;
    this.target = target;
    this.interrupt = interrupt;
    this.lastServerNanos = target.cpuNanos();
    this.lastJitNanos = target.compilerNanos();
    this.lastPressureMicros = target.pressureMicros();
  }

  /** Passes on the intervals of each second, once that has been added to the timeline. */
  PhaseWatch observedBy(Consumer<List<Interval>> each) {
    observer = each;
    return this;
  }

  /**
   * Watches until the phase is over; an interrupt or the server's exit ends it early.
   *
   * @param eachSecond is not told of the short rest of a phase that ends within a second, but of
   *     every other second, even one whose interval is short because the one before ended late
   */
  void watch(Consumer<Second> eachSecond, Optional<LatencyLog> log) throws InterruptedException {
    boolean ending = false;
    while (!phase.over()) {
      if (!ending && (stopEarly || interrupt.requested() || target.ended())) {
        ending = true;
        phase.stopEarly();
      }
      Optional<GroupPhase.MergedInterval> next = phase.next(POLL_NANOS);
      if (next.isPresent()) {
        Second second = endSecond(next.get());
        log.ifPresent(file -> log(file, next.get()));
        if (second.second() == 0 || !isShortRest(second, next.get().parts())) {
          eachSecond.accept(second);
        }
        observer.accept(next.get().parts());
      }
    }
  }

  private void log(LatencyLog log, GroupPhase.MergedInterval joint) {
    log.log(startMillis, joint.parts());
    logAlone(log, joint.late());
  }

  private void logAlone(LatencyLog log, List<Interval> intervals) {
    intervals.forEach(each -> log.log(startMillis, List.of(each)));
  }

  /** Ends the phase after the current second. */
  void stopEarly() {
    stopEarly = true;
  }

  private Second endSecond(GroupPhase.MergedInterval joint) {
    Optional<Long> serverNanos = target.cpuNanos();
    Optional<Long> jitNanos = target.compilerNanos();
    Optional<Long> pressureMicros = target.pressureMicros();
    long nowNanos = System.nanoTime();
    double nanos = Math.max(1, nowNanos - lastNanos);
    Double serverCores = cores(lastServerNanos, serverNanos, nanos);
    Double jitCores = cores(lastJitNanos, jitNanos, nanos);
    Double waited = cores(lastPressureMicros, pressureMicros, nanos / MICRO);
    Double pressure = waited == null ? null : Double.valueOf(Math.min(1, waited));
    lastNanos = nowNanos;
    lastServerNanos = serverNanos;
    lastJitNanos = jitNanos;
    lastPressureMicros = pressureMicros;
    judge(joint.parts(), serverCores);
    if (heldUpSince.isEmpty() && joint.parts().stream().anyMatch(Interval::anyHeldUp)) {
      heldUpSince = OptionalInt.of(timeline.seconds().size());
    }
    double clientCores = joint.parts().stream().mapToDouble(each -> each.use().cores()).sum();
    return timeline.add(
        joint.counts(),
        joint.parts(),
        new Timeline.Cores(clientCores, serverCores, jitCores, pressure));
  }

  /** Not below 0, where a thread that was counted before has ended since. */
  private static Double cores(Optional<Long> before, Optional<Long> now, double nanos) {
    return now.flatMap(last -> before.map(first -> Math.max(0, last - first) / nanos)).orElse(null);
  }

  /**
   * Whether the phase ended soon after this second began; one without intervals is not its last.
   */
  private static boolean isShortRest(Second second, List<Interval> parts) {
    long beginNanos = second.second() * SECOND_NANOS;
    return !parts.isEmpty()
        && parts.stream().allMatch(each -> each.endNanos() - beginNanos < JUDGED_NANOS);
  }

  private static boolean isJudged(List<Interval> parts) {
    return parts.stream().anyMatch(each -> each.endNanos() - each.startNanos() >= JUDGED_NANOS);
  }

  private void judge(List<Interval> parts, Double serverCores) {
    boolean serverHasRoom = serverCores == null || serverCores < SATURATED * target.cores();
    if (isJudged(parts)) {
      double most = parts.stream().mapToDouble(each -> each.use().busiest()).max().orElse(0);
      busiest.add(serverHasRoom ? most : 0);
    }
  }

  /**
   * Waits until nothing is in flight, and returns all that was recorded.
   *
   * @param continuesWarmUp whether load of an earlier phase continued into this one
   */
  Measurement drain(Duration patience, Optional<LatencyLog> log, boolean continuesWarmUp) {
    Counts atEnd = phase.counts();
    GroupPhase.Conclusion conclusion = phase.end(patience);
    log.ifPresent(file -> logAlone(file, conclusion.rest()));
    return new Measurement(
        Instant.ofEpochMilli(startMillis),
        conclusion.totals(),
        conclusion.shares(),
        timeline(),
        shareOfSecondsOver(SATURATED),
        shareOfSecondsOver(BUSY),
        atEnd,
        heldUpSince,
        continuesWarmUp,
        interrupt.requested());
  }

  /** What was recorded so far, as copies. */
  Measurement soFar() {
    GroupPhase.Conclusion known = phase.soFar();
    return new Measurement(
        Instant.ofEpochMilli(startMillis),
        known.totals(),
        known.shares(),
        timeline(),
        0,
        0,
        known.totals().counts(),
        heldUpSince,
        false,
        false);
  }

  /** The share of seconds in which a generator was that busy although the server was not. */
  private double shareOfSecondsOver(double share) {
    return busiest.isEmpty()
        ? 0
        : (double) busiest.stream().filter(each -> each > share).count() / busiest.size();
  }

  /** Its seconds so far. */
  List<Second> timeline() {
    return timeline.seconds();
  }
}
