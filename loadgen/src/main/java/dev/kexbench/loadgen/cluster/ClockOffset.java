package dev.kexbench.loadgen.cluster;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How an agent's clocks lie to the coordinator's.
 *
 * @param offsetNanos of its monotonic clock: add it to the coordinator's
 * @param wallOffsetNanos of its wall clock
 * @param roundTripNanos of the exchange that told: the offset is wrong by half of it at most
 */
public record ClockOffset(long offsetNanos, long wallOffsetNanos, long roundTripNanos) {
  /** What a wall clock shows now, in nanoseconds since the Unix epoch. */
  static long wallNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** Of one exchange, as the coordinator's clocks saw it. */
  static ClockOffset of(
      long askedNanos, long answeredNanos, long wallNanos, Message.Reading there) {
    long roundTrip = answeredNanos - askedNanos;
    long middle = askedNanos + roundTrip / 2;
    return new ClockOffset(
        there.nanos() - middle, there.wallNanos() - (wallNanos - roundTrip / 2), roundTrip);
  }
}
