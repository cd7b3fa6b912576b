package dev.kexbench.loadgen.cluster;

import java.time.Duration;

/**
 * Measures how long a peer has been silent while this process ran. On a machine that stalls, the
 * peer's messages are as late as this process's own checks, so the time by which a check is late
 * does not count. A peer that is silent is noticed even so, after as much time in which this
 * process ran. Thread-safe.
 */
final class PeerWatch {
  private final long periodNanos;
  private long heardNanos;
  private long checkedNanos;

  /**
   * A watch of a peer that has just been heard from.
   *
   * @param period of the checks; if one is late by more than a period, this process did not run
   */
  PeerWatch(Duration period, long nowNanos) {
    this.periodNanos = period.toNanos();
    this.heardNanos = nowNanos;
    this.checkedNanos = nowNanos;
  }

  /** A message from the peer has arrived. */
  synchronized void heard(long nowNanos) {
    if (nowNanos - heardNanos > 0) { // the time may have been read before a stall
      heardNanos = nowNanos;
    }
  }

  /** For how long the peer has been silent; to be called once in each period. */
  synchronized long silentNanos(long nowNanos) {
    long lateNanos = nowNanos - checkedNanos - periodNanos;
    checkedNanos = nowNanos;
    if (lateNanos > periodNanos) {
      heardNanos += Math.min(lateNanos, nowNanos - heardNanos);
    }
    return nowNanos - heardNanos;
  }
}
