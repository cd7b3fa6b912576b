package dev.kexbench.loadgen.schedule;

/** Due times of one event loop's share of an open loop. For one caller. */
public interface Schedule {
  /** The next due time, in nanoseconds from the start; never before the one that it gave last. */
  long nextNanos();
}
