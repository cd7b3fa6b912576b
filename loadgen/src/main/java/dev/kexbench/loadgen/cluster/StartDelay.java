package dev.kexbench.loadgen.cluster;

import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.Optional;

/**
 * How long before its start a phase is commanded to begin.
 *
 * @param nanos from the command to the start
 * @param moved a notice for the user if round trips are too long for the default delay
 */
record StartDelay(long nanos, Optional<String> moved) {
  /** The default, for short round trips. */
  private static final long DEFAULT_NANOS = Duration.ofMillis(500).toNanos();

  /** The minimum delay in round trips. */
  private static final int ROUND_TRIPS = 4;

  /** The delay for agents whose longest round trip is this. */
  static StartDelay of(long roundTripNanos) {
    long needed = ROUND_TRIPS * roundTripNanos;
    if (needed <= DEFAULT_NANOS) {
      return new StartDelay(DEFAULT_NANOS, Optional.empty());
    }
    return new StartDelay(
        needed,
        Optional.of(
            "phases start %s after their command, because round trips take up to %s"
                .formatted(Numbers.duration(needed), Numbers.duration(roundTripNanos))));
  }
}
