package dev.kexbench.loadgen.record;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The number of handshakes in flight, integrated over time: each instant counts with the number at
 * that instant. Covers handshakes from their start to their outcome, whenever that is, and is
 * complete once none is in flight. One thread writes, any may read.
 */
final class InFlightIntegral {
  private final AtomicLong nanos = new AtomicLong();
  private long inFlight;
  private long changedNanos;

  /** Another one is in flight from now on. */
  void entered(long nowNanos) {
    change(nowNanos, 1);
  }

  /** One has left. Its outcome is dated {@code endNanos}, which may be earlier than now. */
  void left(long nowNanos, long endNanos) {
    change(nowNanos, -1);
    add(endNanos - nowNanos);
  }

  private void change(long nowNanos, int by) {
    add(inFlight * (nowNanos - changedNanos));
    inFlight += by;
    changedNanos = nowNanos;
  }

  /** An ordered write without a fence is enough: there is one writer. */
  private void add(long more) {
    nanos.lazySet(nanos.get() + more);
  }

  long nanos() {
    return nanos.get();
  }
}
