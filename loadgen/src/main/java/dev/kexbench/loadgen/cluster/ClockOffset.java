package dev.kexbench.loadgen.cluster;

import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The offset of an agent's clocks from the coordinator's.
 *
 * @param offsetNanos of its monotonic clock: agent minus coordinator
 * @param wallOffsetNanos of its system clock (Unix time)
 * @param roundTripNanos of the measurement: the error of the offsets is at most half of it
 */
public record ClockOffset(long offsetNanos, long wallOffsetNanos, long roundTripNanos) {
  /** Number of readings for one offset. */
  private static final int READINGS = 40;

  /** The current system time, in nanoseconds since the Unix epoch. */
  static long wallNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** Measures the offset: the best of several readings, with the shortest round trip. */
  static ClockOffset best(Supplier<Message.Reading> agent) {
    return Stream.generate(() -> once(agent))
        .limit(READINGS)
        .min(Comparator.comparingLong(ClockOffset::roundTripNanos))
        .orElseThrow();
  }

  private static ClockOffset once(Supplier<Message.Reading> agent) {
    long asked = System.nanoTime();
    Message.Reading there = agent.get();
    return of(asked, System.nanoTime(), wallNanos(), there);
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
