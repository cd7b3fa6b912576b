package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.schedule.Schedule;
import java.util.Locale;

/** What a generator loop is to start: its share of a closed loop or of an open loop. */
public sealed interface Workload {
  /**
   * A closed loop: a fixed number of handshakes in flight.
   *
   * @param openingNanos time over which the first handshakes are started: the kernel's listen queue
   *     may be shorter than the number in flight
   * @param count handshakes in all, or {@link Long#MAX_VALUE}
   */
  record Closed(int inFlight, long openingNanos, long count) implements Workload {}

  /**
   * An open loop: handshakes start by a schedule, regardless of responses.
   *
   * @param cap how many may be in flight, and what happens to further arrivals
   * @param endNanos the last due time, from the start
   * @param count handshakes in all, or {@link Long#MAX_VALUE}
   */
  record Open(Schedule schedule, InFlightCap cap, long startNanos, long endNanos, long count)
      implements Workload {}

  /** How many handshakes may be in flight. */
  record InFlightCap(int limit, WhenFull whenFull) {}

  /**
   * What happens to an arrival at the in-flight limit. The constants are also the values in options
   * and reports.
   */
  enum WhenFull {
    /** It waits, and keeps its due time. */
    WAIT,
    /** It is counted and never started. */
    DROP;

    /** The name on the command line and in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
