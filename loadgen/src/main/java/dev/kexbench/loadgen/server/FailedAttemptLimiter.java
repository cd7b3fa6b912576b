package dev.kexbench.loadgen.server;

import dev.kexbench.core.identity.ClientId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts recent failed attempts for each client id and computes how long to delay the next
 * rejection. Ids that are not enrolled have a bucket too. Only buckets that are not full are kept,
 * {@link #MOST} at most; beyond that the bucket that failed longest ago is evicted, which resets it
 * to full. Thread-safe.
 */
final class FailedAttemptLimiter {
  /** About 10 MiB of buckets. */
  static final int MOST = 100_000;

  private static final double NANOS_PER_MINUTE = 60e9;

  private final Limits.FailedAttempts limit;
  private final LongSupplier nanoTime;

  /** When each bucket will be full again; the most recent failure is last. */
  private final Map<ClientId, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true);

  FailedAttemptLimiter(Limits.FailedAttempts limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a token for a failed attempt.
   *
   * @return how long to delay its rejection, in nanoseconds; 0 if a token was left
   */
  synchronized long failed(ClientId client) {
    long now = nanoTime.getAsLong();
    double tokenNanos = NANOS_PER_MINUTE / limit.perMinute();
    long holdLimit = limit.longestHold().toNanos();
    long spent = Math.max(0, fullAt.getOrDefault(client, now) - now);
    // Debt beyond the longest delay is dropped, so that it does not accumulate.
    long after = (long) Math.min(spent + tokenNanos, limit.burst() * tokenNanos + holdLimit);
    fullAt.put(client, now + after);
    forget(now);
    return (long) Math.max(0, after - limit.burst() * tokenNanos);
  }

  /** Number of buckets that are not known to be full. */
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
