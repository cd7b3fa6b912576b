package dev.kexbench.loadgen.schedule;

/**
 * Every n-th of evenly spaced arrivals. Due times are computed from the count, so errors do not
 * accumulate. The spacing follows the rate.
 */
final class ConstantSchedule implements Schedule {
  private final Slice slice;
  private long count;
  private long lastNanos;

  ConstantSchedule(Slice slice) {
    this.slice = slice;
  }

  @Override
  public long nextNanos() {
    double arrivals = slice.index() + count++ * (double) slice.of();
    lastNanos = Math.max(lastNanos, (long) slice.curve().nanosAt(arrivals));
    return lastNanos;
  }
}
