package dev.kexbench.loadgen.schedule;

/** Every n-th of evenly spaced due times; computed from the count, so that no error adds up. */
final class ConstantSchedule implements Schedule {
  private final double intervalNanos;
  private final Slice slice;
  private long count;

  ConstantSchedule(Slice slice) {
    this.slice = slice;
    this.intervalNanos = 1e9 / slice.perSecond();
  }

  @Override
  public long nextNanos() {
    return (long) ((slice.index() + count++ * (double) slice.of()) * intervalNanos);
  }
}
