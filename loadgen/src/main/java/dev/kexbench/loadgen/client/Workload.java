package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.schedule.Schedule;
import java.util.Locale;

/** What a lane is asked to start: its share of a closed loop, or of an open one. */
public sealed interface Workload {
  /**
   * Always this many in flight.
   *
   * @param openingNanos time over which the first ones are started: the kernel's listen queue is
   *     shorter than some loops are wide
   * @param count handshakes in all, or {@link Long#MAX_VALUE}
   */
  record Closed(int inFlight, long openingNanos, long count) implements Workload {}

  /**
   * By a schedule, whatever becomes of those before.
   *
   * @param cap how many may be in flight, and what becomes of arrivals beyond
   * @param endNanos the last due time, from the start
   * @param count handshakes in all, or {@link Long#MAX_VALUE}
   */
  record Open(Schedule schedule, InFlightCap cap, long startNanos, long endNanos, long count)
      implements Workload {}

  /** How many handshakes may be in flight. */
  record InFlightCap(int limit, WhenFull whenFull) {}

  /**
   * What becomes of an arrival for which there is no room: command-line value and label at once.
   */
  enum WhenFull {
    /** It waits, and its due time with it. */
    WAIT,
    /** It is counted and never started. */
    DROP;

    /** The name on the command line and in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
