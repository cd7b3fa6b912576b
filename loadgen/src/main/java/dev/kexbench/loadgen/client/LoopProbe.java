package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ProbeRecorder;
import java.util.concurrent.TimeUnit;

/**
 * A timer of a generator loop that measures how late timers run there, and sweeps for timeouts.
 * Confined to its event loop.
 */
final class LoopProbe {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final GeneratorLoop loop;
  private final Runnable timer;
  private long dueNanos = System.nanoTime() + INTERVAL_NANOS;

  /** Null before the first phase. */
  private ProbeRecorder recorder;

  LoopProbe(GeneratorLoop loop) {
    this.loop = loop;
    this.timer = loop.guarded(this::run);
  }

  /** Begins to run. */
  void begin() {
    loop.eventLoop().schedule(timer, INTERVAL_NANOS, TimeUnit.NANOSECONDS);
  }

  /** Records what is due from now on with this recorder. */
  void recordTo(ProbeRecorder next) {
    recorder = null;
    recordOverdue(System.nanoTime());
    recorder = next;
  }

  private void run() {
    long now = System.nanoTime();
    recordOverdue(now);
    loop.eventLoop().schedule(timer, dueNanos - now, TimeUnit.NANOSECONDS);
    loop.sweep(now);
  }

  /**
   * A stall also counts for the probes that were due during it, so that every 5 ms of the phase
   * weigh the same.
   */
  private void recordOverdue(long now) {
    for (; dueNanos - now <= 0; dueNanos += INTERVAL_NANOS) {
      if (recorder != null) {
        recorder.ran(now - dueNanos);
      }
    }
  }
}
