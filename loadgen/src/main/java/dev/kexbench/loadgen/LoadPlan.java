package dev.kexbench.loadgen;

import dev.kexbench.loadgen.client.Demand;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Slice;
import dev.kexbench.loadgen.schedule.Steady;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * What a run does, checked and complete.
 *
 * @param rate handshakes per second to start, over the measured time; empty for a closed loop
 * @param concurrency in flight: exactly in a closed loop, at most in an open one
 * @param count handshakes instead of a duration
 * @param findMax what the highest rate is searched for that keeps it; the search starts at the rate
 */
record LoadPlan(
    Optional<RateCurve> rate,
    Arrivals arrivals,
    int concurrency,
    Duration duration,
    Duration warmup,
    OptionalLong count,
    Duration timeout,
    int threads,
    long seed,
    Optional<Promise> findMax) {

  /** How fast a closed loop opens its first connections, per second. */
  private static final int OPENING_PER_SECOND = 5_000;

  boolean openLoop() {
    return rate.isPresent();
  }

  /**
   * The same load at the first rate of its curve: the warm-up of a rate that changes. The measured
   * time then begins without a jump, on a server that is as busy as the curve would have left it;
   * its highest rate might leave a queue that the curve's beginning would be charged for.
   */
  LoadPlan steady() {
    return with(rate.map(curve -> new Steady(curve.firstPerSecond())), concurrency, duration);
  }

  /** The same at another rate, for another time. */
  LoadPlan at(RateCurve curve, Duration length) {
    return with(Optional.of(curve), concurrency, length);
  }

  /** The same as a closed loop of this many, as far as threads and concurrency allow. */
  LoadPlan closed(int inFlight) {
    int possible = Math.max(threads, Math.min(inFlight, concurrency));
    return with(Optional.empty(), possible, duration);
  }

  private LoadPlan with(Optional<RateCurve> curve, int inFlight, Duration length) {
    return new LoadPlan(
        curve, arrivals, inFlight, length, warmup, count, timeout, threads, seed, findMax);
  }

  /** What one lane starts, from now on, for this long. */
  Demand demand(int lane, Duration length, OptionalLong handshakes) {
    long share = share(handshakes, lane);
    int inFlight = (int) share(OptionalLong.of(concurrency), lane);
    if (!openLoop()) {
      long openingNanos = 1_000_000_000L * inFlight * threads / OPENING_PER_SECOND;
      return new Demand.Closed(inFlight, openingNanos, share);
    }
    Slice slice = new Slice(rate.get(), lane, threads, seedOf(lane));
    return new Demand.Open(
        arrivals.slice(slice), inFlight, System.nanoTime(), endNanos(length, handshakes), share);
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
