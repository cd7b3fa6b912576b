package dev.kexbench.loadgen;

import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.record.CpuUse;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Vitals;
import dev.kexbench.results.report.Second;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A stretch of time under load, watched second by second. */
final class Phase {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long POLL_NANOS = 10_000_000L;
  private static final double BUSY = 0.95;

  /** A stretch that is shorter than this says nothing about how busy a loop is. */
  private static final double JUDGED_SECONDS = 0.5;

  private final Generator generator;
  private final Target target;
  private final Interrupt interrupt;
  private final Recording recording;
  private final List<Boolean> overloaded = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private final Vitals before;

  private boolean enough;
  private CpuUse lastCpu;
  private Optional<Long> lastServerNanos;

  Phase(Generator generator, Target target, Interrupt interrupt, Recording recording) {
    this.generator = generator;
    this.target = target;
    this.interrupt = interrupt;
    this.recording = recording;
    this.before = generator.vitals();
    this.lastCpu = before.cpu();
    this.lastServerNanos = target.cpuNanos();
  }

  /**
   * Lasts this long, or until all that was asked for is done; cut short by an interrupt or by the
   * server's end.
   */
  void last(Duration length, boolean untilFinished, Consumer<Second> eachSecond)
      throws InterruptedException {
    long endNanos = untilFinished ? Long.MAX_VALUE : startNanos + length.toNanos();
    long tickNanos = startNanos;
    while (tickNanos < endNanos && !cutShort()) {
      tickNanos = Math.min(tickNanos + SECOND_NANOS, endNanos);
      boolean finished = awaitTick(tickNanos, untilFinished);
      eachSecond.accept(endSecond());
      if (finished) {
        return;
      }
    }
  }

  /** Ends it with the second that is being shown. */
  void enough() {
    enough = true;
  }

  /** True if all that was asked for is done: it ends the phase, and with it the rates' divisor. */
  private boolean awaitTick(long tickNanos, boolean untilFinished) throws InterruptedException {
    long left = tickNanos - System.nanoTime();
    while (left > 0 && !interrupt.await(untilFinished ? Math.min(left, POLL_NANOS) : left)) {
      if (untilFinished && generator.finished()) {
        return true;
      }
      left = tickNanos - System.nanoTime();
    }
    return untilFinished && generator.finished();
  }

  private boolean cutShort() {
    return enough || interrupt.requested() || target.ended() || generator.fault().isPresent();
  }

  private Second endSecond() {
    CpuUse cpu = generator.cpu();
    Optional<Long> serverNanos = target.cpuNanos();
    double seconds = cpu.nanosSince(lastCpu) / 1e9;
    Double serverShare =
        serverNanos
            .flatMap(now -> lastServerNanos.map(then -> (now - then) / 1e9 / seconds))
            .orElse(null);
    boolean busy = generator.busiest(lastCpu, cpu) > BUSY;
    if (seconds >= JUDGED_SECONDS) {
      overloaded.add(busy && (serverShare == null || serverShare < BUSY * target.cores()));
    }
    double clientShare = cpu.shareSince(lastCpu);
    lastCpu = cpu;
    lastServerNanos = serverNanos;
    return recording.endSecond(new Recording.CpuShare(clientShare, serverShare));
  }

  /** The share of seconds in which the generator was the bottleneck. */
  double overloadedShare() {
    return overloaded.isEmpty()
        ? 0
        : (double) overloaded.stream().filter(each -> each).count() / overloaded.size();
  }

  Vitals before() {
    return before;
  }

  /** How long it has lasted by now. */
  double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  Recording recording() {
    return recording;
  }
}
