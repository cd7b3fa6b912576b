package dev.kexbench.loadgen.server;

import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.Locale;

/**
 * A server's limits for its clients.
 *
 * @param connections maximum number of open connections; more are closed at once
 * @param patience how long a connection may keep the server waiting
 * @param queue how many crypto tasks may be queued, and for how long
 * @param failedAttempts failed attempts per client before rejections are delayed
 */
public record Limits(
    int connections, Patience patience, QueueLimit queue, FailedAttempts failedAttempts) {
  /** In words, for a log. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "at most %,d connections, %,d operations waiting for %s, an OFFER within %s, a CONFIRM"
            + " within %s, idle for %s, %s failed attempts a minute in one client's name",
        connections,
        queue.places(),
        Numbers.exact(queue.age()),
        Numbers.exact(patience.firstFrame()),
        Numbers.exact(patience.confirm()),
        Numbers.exact(patience.idle()),
        Math.round(failedAttempts.perMinute()));
  }

  /**
   * How long a connection may keep the server waiting.
   *
   * @param firstFrame from accept to the first valid OFFER
   * @param confirm from the ACK to the CONFIRM
   * @param idle from the end of one exchange to the next OFFER
   */
  public record Patience(Duration firstFrame, Duration confirm, Duration idle) {
    /** The longest time that a key confirmation may take (KX1). */
    public static final Duration CONFIRM = Duration.ofSeconds(10);
  }

  /**
   * Limits of the queue for private-key operations, behind the admission check.
   *
   * @param places queued crypto tasks over all event loops; further OFFERs are answered with BUSY
   * @param age a task that has been queued for longer is answered with BUSY instead of being run:
   *     its client has probably timed out
   */
  public record QueueLimit(int places, Duration age) {}

  /**
   * A token bucket for each claimed client id, enrolled or not. A failed attempt takes a token; if
   * none is left, its rejection is delayed until there is one. A valid attempt is never delayed,
   * regardless of failed attempts by others under the same id.
   *
   * @param burst tokens of a full bucket
   * @param perMinute tokens added per minute
   * @param longestHold the longest delay of a rejection
   */
  public record FailedAttempts(int burst, double perMinute, Duration longestHold) {}
}
