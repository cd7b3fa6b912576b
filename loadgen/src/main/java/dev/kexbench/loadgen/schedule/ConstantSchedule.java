package dev.kexbench.loadgen.schedule;

/**
 * Every n-th of evenly spaced arrivals; computed from the count, so that no error adds up. Where
 * the rate changes, so does the spacing.
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
