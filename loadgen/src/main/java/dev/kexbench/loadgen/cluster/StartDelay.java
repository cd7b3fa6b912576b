package dev.kexbench.loadgen.cluster;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long before its instant a start is ordered.
 *
 * @param nanos from the order to the start
 * @param moved a line that says so, where round trips are too long for what is usual
 */
record StartDelay(long nanos, Optional<String> moved) {
  /** As long as round trips are short. */
  private static final long USUAL_NANOS = Duration.ofMillis(500).toNanos();

  /** How many round trips an order is to have time for. */
  private static final int ROUND_TRIPS = 4;

  /** For agents of which the furthest has this round trip. */
  static StartDelay of(long roundTripNanos) {
    long needed = ROUND_TRIPS * roundTripNanos;
    if (needed <= USUAL_NANOS) {
      return new StartDelay(USUAL_NANOS, Optional.empty());
    }
    return new StartDelay(
        needed,
        Optional.of(
            String.format(
                Locale.ROOT,
                "starts are moved to %.0f ms after each order, since round trips take up to %.0f ms",
                needed / 1e6,
                roundTripNanos / 1e6)));
  }
}
