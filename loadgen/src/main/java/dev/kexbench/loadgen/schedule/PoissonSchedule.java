package dev.kexbench.loadgen.schedule;

import java.util.SplittableRandom;

/**
 * Exponentially distributed gaps. The shares of a run are Poisson processes of their own, whose sum
 * is one again.
 */
final class PoissonSchedule implements Schedule {
  private final SplittableRandom random;
  private final double meanGapNanos;
  private double nanos;

  PoissonSchedule(Slice slice) {
    random = new SplittableRandom(slice.seed());
    meanGapNanos = 1e9 * slice.of() / slice.perSecond();
  }

  @Override
  public long nextNanos() {
    // 1 - u is never 0, so the logarithm is finite.
    nanos += -Math.log(1 - random.nextDouble()) * meanGapNanos;
    return (long) nanos;
  }
}
