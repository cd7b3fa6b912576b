package dev.kexbench.results.sizing;

import java.util.SplittableRandom;

/**
 * When handshakes are due: gaps of mean 1, divided by a rate that a burst multiplies for a time.
 *
 * @param ratePerSecond outside the burst
 * @param gaps a table of gaps whose mean is 1, of which each is drawn with equal probability; null
 *     for exponential gaps (Poisson arrivals)
 * @param burst null without one
 */
record ArrivalProcess(double ratePerSecond, double[] gaps, Burst burst) {
  /** A time with a multiple of the rate, in nanoseconds since the first arrival. */
  record Burst(double factor, double fromNanos, double toNanos) {}

  /** Refuses a rate that is not positive. */
  ArrivalProcess {
    if (!(ratePerSecond > 0 && Double.isFinite(ratePerSecond))) {
      throw new IllegalArgumentException("a rate is more than 0 per second, was " + ratePerSecond);
    }
  }

  /** Poisson arrivals. */
  static ArrivalProcess poisson(double ratePerSecond) {
    return new ArrivalProcess(ratePerSecond, null, null);
  }

  /** One arrival after the other at the same distance. */
  static ArrivalProcess constant(double ratePerSecond) {
    return new ArrivalProcess(ratePerSecond, new double[] {1}, null);
  }

  /** Independent gaps, each drawn from measured ones, which are scaled to the rate. */
  static ArrivalProcess measured(double ratePerSecond, double[] gaps) {
    double sum = 0;
    for (double gap : gaps) {
      sum += gap;
    }
    double[] scaled = gaps.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= gaps.length / sum;
    }
    return new ArrivalProcess(ratePerSecond, scaled, null);
  }

  /** Arrivals of a plan: {@code poisson}, or those at a constant distance. */
  static ArrivalProcess planned(String arrivals, double ratePerSecond) {
    return arrivals == null || arrivals.equals("poisson")
        ? poisson(ratePerSecond)
        : constant(ratePerSecond);
  }

  /** The same with a burst. */
  ArrivalProcess with(Burst next) {
    return new ArrivalProcess(ratePerSecond, gaps, next);
  }

  /** The arrival after one at {@code nanos}. */
  double next(double nanos, SplittableRandom random) {
    double gap =
        gaps == null
            ? -Math.log(1 - random.nextDouble())
            : gaps[gaps.length == 1 ? 0 : random.nextInt(gaps.length)];
    double unit = 1e9 / ratePerSecond;
    if (burst == null) {
      return nanos + gap * unit;
    }
    double at = nanos;
    if (at < burst.fromNanos) {
      double until = (burst.fromNanos - at) / unit;
      if (gap <= until) {
        return at + gap * unit;
      }
      gap -= until;
      at = burst.fromNanos;
    }
    if (at < burst.toNanos) {
      double until = (burst.toNanos - at) * burst.factor / unit;
      if (gap <= until) {
        return at + gap * unit / burst.factor;
      }
      gap -= until;
      at = burst.toNanos;
    }
    return at + gap * unit;
  }
}
