package dev.kexbench.loadgen.schedule;

/** The due times of one event loop's share of an open loop. Not thread-safe. */
public interface Schedule {
  /** The next due time, in nanoseconds from the start; never earlier than the previous one. */
  long nextNanos();
}
