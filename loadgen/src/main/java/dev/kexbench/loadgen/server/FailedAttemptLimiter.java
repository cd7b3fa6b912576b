package dev.kexbench.loadgen.server;

import dev.kexbench.core.identity.ClientId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often attempts have failed in each client's name lately, and how long the next refusal is
 * held back for it. An id that nobody enrolled has a bucket like any other. Only those that are not
 * full are kept, and no more than {@link #MOST}: beyond, the one that failed longest ago is
 * forgotten, which is a full bucket again. Thread-safe.
 */
final class FailedAttemptLimiter {
  /** About 10 MiB of them. */
  static final int MOST = 100_000;

  private static final double NANOS_PER_MINUTE = 60e9;

  private final Limits.FailedAttempts limit;
  private final LongSupplier nanoTime;

  /** When each bucket will be full again; the one that failed last stands last. */
  private final Map<ClientId, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true);

  FailedAttemptLimiter(Limits.FailedAttempts limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a token for an attempt that failed.
   *
   * @return nanoseconds to hold its refusal back; 0 where a token was left
   */
  synchronized long failed(ClientId client) {
    long now = nanoTime.getAsLong();
    double tokenNanos = NANOS_PER_MINUTE / limit.perMinute();
    long holdLimit = limit.longestHold().toNanos();
    long spent = Math.max(0, fullAt.getOrDefault(client, now) - now);
    // What would be held back beyond the limit is forgiven, so that no debt piles up.
    long after = (long) Math.min(spent + tokenNanos, limit.burst() * tokenNanos + holdLimit);
    fullAt.put(client, now + after);
    forget(now);
    return (long) Math.max(0, after - limit.burst() * tokenNanos);
  }

  /** How many buckets are not full, as far as it is known. */
  synchronized int size() {
    return fullAt.size();
  }

  private void forget(long now) {
    var oldest = fullAt.entrySet().iterator();
    while (oldest.hasNext()) {
      long full = oldest.next().getValue();
      if (fullAt.size() <= MOST && full - now > 0) {
        return;
      }
      oldest.remove();
    }
  }
}
