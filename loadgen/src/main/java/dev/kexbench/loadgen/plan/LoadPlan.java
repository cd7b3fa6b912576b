package dev.kexbench.loadgen;

import dev.kexbench.loadgen.client.Demand;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Seeds;
import dev.kexbench.loadgen.schedule.Slice;
import dev.kexbench.loadgen.schedule.Steady;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What a run does, checked and complete. */
record LoadPlan(Pace pace, Times times, ClientPlan clients, Lanes lanes) {
  /** How fast a closed loop opens its first connections, per second. */
  private static final int OPENING_PER_SECOND = 5_000;

  /** Sets the seeds of due times apart from those of clients. */
  private static final long DUE_TIMES = 0x5DEECE66DL;

  /**
   * How many handshakes, and when.
   *
   * @param rate to start per second, over the measured time; empty for a closed loop
   * @param concurrency in flight: exactly in a closed loop, at most in an open one
   * @param whenFull what becomes of an arrival beyond the concurrency of an open loop
   * @param findMax what the highest rate is searched for that keeps it; the search starts at the
   *     rate
   */
  record Pace(
      Optional<RateCurve> rate,
      Arrivals arrivals,
      int concurrency,
      Demand.WhenFull whenFull,
      Optional<Promise> findMax) {
    private Pace with(Optional<RateCurve> curve, int inFlight) {
      return new Pace(curve, arrivals, inFlight, whenFull, findMax);
    }
  }

  /**
   * How long.
   *
   * @param duration measured
   * @param warmup before it; the longest, where it ends by itself
   * @param untilSettled whether the warm-up ends by itself, once it has done its work
   * @param count handshakes instead of a duration
   * @param timeout of a handshake, from its due time
   */
  record Times(
      Duration duration,
      Duration warmup,
      boolean untilSettled,
      OptionalLong count,
      Duration timeout) {}

  /**
   * By whom.
   *
   * @param threads event loops
   * @param seed of due times, clients and classes
   */
  record Lanes(int threads, long seed) {}

  Optional<RateCurve> rate() {
    return pace.rate();
  }

  Arrivals arrivals() {
    return pace.arrivals();
  }

  int concurrency() {
    return pace.concurrency();
  }

  Optional<Promise> findMax() {
    return pace.findMax();
  }

  Duration duration() {
    return times.duration();
  }

  Duration warmup() {
    return times.warmup();
  }

  boolean untilSettled() {
    return times.untilSettled();
  }

  OptionalLong count() {
    return times.count();
  }

  Duration timeout() {
    return times.timeout();
  }

  int threads() {
    return lanes.threads();
  }

  long seed() {
    return lanes.seed();
  }

  boolean openLoop() {
    return rate().isPresent();
  }

  /** The same with another warm-up, for a record of how long it was. */
  LoadPlan warmedUpFor(Duration time) {
    return lasting(new Times(duration(), time, untilSettled(), count(), timeout()));
  }

  /**
   * The same load at the first rate of its curve: the warm-up of a rate that changes. The measured
   * time then begins without a jump, on a server that is as busy as the curve would have left it;
   * its highest rate might leave a queue that the curve's beginning would be charged for.
   */
  LoadPlan steady() {
    return paced(pace.with(rate().map(curve -> new Steady(curve.firstPerSecond())), concurrency()));
  }

  /** The same at another rate, for another time. */
  LoadPlan at(RateCurve curve, Duration length) {
    return paced(pace.with(Optional.of(curve), concurrency()))
        .lasting(new Times(length, warmup(), untilSettled(), count(), timeout()));
  }

  /** The same as a closed loop of this many, as far as threads and concurrency allow. */
  LoadPlan closed(int inFlight) {
    int possible = Math.max(threads(), Math.min(inFlight, concurrency()));
    return paced(pace.with(Optional.empty(), possible));
  }

  /** The same with no more than so many in flight. */
  LoadPlan inFlightAtMost(int limit) {
    return paced(pace.with(rate(), Math.min(limit, concurrency())));
  }

  private LoadPlan paced(Pace other) {
    return new LoadPlan(other, times, clients, lanes);
  }

  private LoadPlan lasting(Times other) {
    return new LoadPlan(pace, other, clients, lanes);
  }

  /** What one lane starts, from now on, for this long. */
  Demand demand(int lane, Duration length, OptionalLong handshakes) {
    long share = share(handshakes, lane);
    int inFlight = (int) share(OptionalLong.of(concurrency()), lane);
    if (!openLoop()) {
      long openingNanos = 1_000_000_000L * inFlight * threads() / OPENING_PER_SECOND;
      return new Demand.Closed(inFlight, openingNanos, share);
    }
    Slice slice = new Slice(rate().get(), lane, threads(), Seeds.nth(seed() ^ DUE_TIMES, lane));
    return new Demand.Open(
        arrivals().slice(slice),
        new Demand.Room(inFlight, pace.whenFull()),
        System.nanoTime(),
        endNanos(length, handshakes),
        share);
  }

  /** A lane's part of a number that is split over all. */
  long share(OptionalLong whole, int lane) {
    if (whole.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return whole.getAsLong() / threads() + (lane < whole.getAsLong() % threads() ? 1 : 0);
  }

  private static long endNanos(Duration length, OptionalLong handshakes) {
    return handshakes.isPresent() ? Long.MAX_VALUE : length.toNanos();
  }
}
