package dev.kexbench.loadgen;

import dev.kexbench.loadgen.client.Demand;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Slice;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * What a run does, checked and complete.
 *
 * @param rate handshakes per second to start; empty for a closed loop
 * @param concurrency in flight: exactly in a closed loop, at most in an open one
 * @param warmup before the measured time; the longest, where it ends by itself
 * @param count handshakes instead of a duration
 * @param whenFull what becomes of an arrival beyond the concurrency of an open loop
 * @param untilSettled whether the warm-up ends by itself, once it has done its work
 */
record LoadPlan(
    OptionalDouble rate,
    Arrivals arrivals,
    int concurrency,
    Duration duration,
    Duration warmup,
    OptionalLong count,
    Duration timeout,
    int threads,
    Demand.WhenFull whenFull,
    ClientPlan clients,
    long seed,
    boolean untilSettled) {

  /** How fast a closed loop opens its first connections, per second. */
  private static final int OPENING_PER_SECOND = 5_000;

  /** The same with another warm-up, for a record of how long it was. */
  LoadPlan warmedUpFor(Duration time) {
    return new LoadPlan(
        rate,
        arrivals,
        concurrency,
        duration,
        time,
        count,
        timeout,
        threads,
        whenFull,
        clients,
        seed,
        untilSettled);
  }

  boolean openLoop() {
    return rate.isPresent();
  }

  /** What one lane starts, from now on, for this long. */
  Demand demand(int lane, Duration length, OptionalLong handshakes) {
    long share = share(handshakes, lane);
    int inFlight = (int) share(OptionalLong.of(concurrency), lane);
    if (!openLoop()) {
      long openingNanos = 1_000_000_000L * inFlight * threads / OPENING_PER_SECOND;
      return new Demand.Closed(inFlight, openingNanos, share);
    }
    Slice slice = new Slice(rate.getAsDouble(), lane, threads, seedOf(lane));
    return new Demand.Open(
        arrivals.slice(slice),
        new Demand.Room(inFlight, whenFull),
        System.nanoTime(),
        endNanos(length, handshakes),
        share);
  }

  /** A lane's part of a number that is split over all. */
  long share(OptionalLong whole, int lane) {
    if (whole.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return whole.getAsLong() / threads + (lane < whole.getAsLong() % threads ? 1 : 0);
  }

  private static long endNanos(Duration length, OptionalLong handshakes) {
    return handshakes.isPresent() ? Long.MAX_VALUE : length.toNanos();
  }

  private long seedOf(int lane) {
    SplittableRandom seeds = new SplittableRandom(seed ^ 0x5DEECE66DL);
    long laneSeed = seeds.nextLong();
    for (int i = 0; i < lane; i++) {
      laneSeed = seeds.nextLong();
    }
    return laneSeed;
  }
}
