package dev.kexbench.loadgen.cluster;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The offset of an agent's clocks from the coordinator's.
 *
 * @param offsetNanos of its monotonic clock: agent minus coordinator
 * @param wallOffsetNanos of its system clock (Unix time)
 * @param roundTripNanos of the measurement: the error of the offsets is at most half of it
 */
public record ClockOffset(long offsetNanos, long wallOffsetNanos, long roundTripNanos) {
  /** The current system time, in nanoseconds since the Unix epoch. */
  static long wallNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** Computes the offset from one request and its answer, timed by the coordinator's clocks. */
  static ClockOffset of(
      long askedNanos, long answeredNanos, long wallNanos, Message.Reading there) {
    long roundTrip = answeredNanos - askedNanos;
    long middle = askedNanos + roundTrip / 2;
    return new ClockOffset(
        there.nanos() - middle, there.wallNanos() - (wallNanos - roundTrip / 2), roundTrip);
  }
}
