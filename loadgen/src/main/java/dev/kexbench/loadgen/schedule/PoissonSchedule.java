package dev.kexbench.loadgen.schedule;

import java.util.SplittableRandom;

/**
 * Arrivals with exponentially distributed gaps, at a mean of one per unit, which the curve converts
 * into times: a Poisson process of its rate. The shares of a run are independent Poisson processes,
 * whose sum is a Poisson process of the whole rate.
 */
final class PoissonSchedule implements Schedule {
  private final SplittableRandom random;
  private final Slice slice;
  private double arrivals;
  private long lastNanos;

  PoissonSchedule(Slice slice) {
    this.random = new SplittableRandom(slice.seed());
    this.slice = slice;
  }

  @Override
  public long nextNanos() {
    // 1 - u is never 0, so the logarithm is finite. While this share has one arrival, each other
    // share is expected to have one as well.
    arrivals += -Math.log(1 - random.nextDouble()) * slice.of();
    lastNanos = Math.max(lastNanos, (long) slice.curve().nanosAt(arrivals));
    return lastNanos;
  }
}
