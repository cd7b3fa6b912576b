package dev.kexbench.loadgen.cluster;

import java.time.Duration;

/**
 * How long to wait before the next connection to an address that has refused one: twice as long
 * after each refusal.
 */
final class RetryDelay {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(8);

  private long delayNanos;
  private long refusedNanos;

  /**
   * A connection was refused.
   *
   * @return whether it is the first time since the beginning, or since {@link #reset}
   */
  boolean refused(long nowNanos) {
    boolean first = delayNanos == 0;
    delayNanos = first ? FIRST.toNanos() : Math.min(2 * delayNanos, LONGEST.toNanos());
    refusedNanos = nowNanos;
    return first;
  }

  /** Whether it is time for the next connection. */
  boolean isOver(long nowNanos) {
    return delayNanos == 0 || nowNanos - refusedNanos >= delayNanos;
  }

  /** A connection was accepted. */
  void reset() {
    delayNanos = 0;
  }
}
