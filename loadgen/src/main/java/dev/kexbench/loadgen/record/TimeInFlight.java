package dev.kexbench.loadgen.record;

/**
 * How long handshakes of one class have been in flight.
 *
 * @param inFlightNanos the number in flight, integrated over time as they started and ended;
 *     without those that were abandoned. It does not depend on the recorded latencies
 * @param failedNanos the times from start to failure, summed; without timeouts, whose times are in
 *     the histogram of the stage {@code service}
 */
public record TimeInFlight(long inFlightNanos, long failedNanos) {
  /** No handshake. */
  public static final TimeInFlight NONE = new TimeInFlight(0, 0);

  TimeInFlight plus(TimeInFlight other) {
    return new TimeInFlight(inFlightNanos + other.inFlightNanos, failedNanos + other.failedNanos);
  }
}
