package dev.kexbench.loadgen.server;

import java.time.Duration;
import java.util.Locale;

/**
 * What a server lets its clients have.
 *
 * @param connections open at a time; whoever comes then is hung up on
 * @param patience how long a connection may keep the server waiting
 * @param queue how many operations may wait, and for how long
 * @param failedAttempts in one client's name before refusals are held back
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
        plain(queue.age()),
        plain(patience.firstFrame()),
        plain(patience.confirm()),
        plain(patience.idle()),
        Math.round(failedAttempts.perMinute()));
  }

  private static String plain(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  /**
   * How long a connection may keep the server waiting.
   *
   * @param firstFrame from accept to a whole first OFFER
   * @param confirm from the ACK to the CONFIRM
   * @param idle from the end of one exchange to the next OFFER
   */
  public record Patience(Duration firstFrame, Duration confirm, Duration idle) {
    /** The longest that a key confirmation may take (KX1). */
    public static final Duration CONFIRM = Duration.ofSeconds(10);
  }

  /**
   * What may wait for its private-key operation, behind the admission check.
   *
   * @param places operations over all event loops; what comes then is answered BUSY
   * @param age an operation that has waited longer is answered BUSY instead of worked on: its
   *     client is likely to have given up
   */
  public record QueueLimit(int places, Duration age) {}

  /**
   * A token bucket for each client that attempts are made in the name of, enrolled or not: a failed
   * attempt takes a token, and where there is none its refusal is held back until there is one. A
   * good attempt is never held back, whatever others do in the client's name.
   *
   * @param burst tokens of a full bucket
   * @param perMinute how many come back
   * @param longestHold for which a refusal is held back at most
   */
  public record FailedAttempts(int burst, double perMinute, Duration longestHold) {}
}
