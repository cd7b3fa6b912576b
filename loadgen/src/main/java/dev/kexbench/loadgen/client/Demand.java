package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.schedule.Schedule;

/** What a lane is asked to start: its share of a closed loop, or of an open one. */
public sealed interface Demand {
  /**
   * Always this many in flight.
   *
   * @param openingNanos time over which the first ones are started: the kernel's listen queue is
   *     shorter than some loops are wide
   * @param count handshakes in all, or {@link Long#MAX_VALUE}
   */
  record Closed(int inFlight, long openingNanos, long count) implements Demand {}

  /**
   * By a schedule, whatever becomes of those before.
   *
   * @param limit of handshakes in flight; at it, arrivals wait with their due time
   * @param endNanos the last due time, from the start
   * @param count handshakes in all, or {@link Long#MAX_VALUE}
   */
  record Open(Schedule schedule, int limit, long startNanos, long endNanos, long count)
      implements Demand {}
}
