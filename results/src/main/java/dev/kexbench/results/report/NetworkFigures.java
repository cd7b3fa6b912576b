package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the emulated network between generator and server did in the measured time.
 *
 * @param way what delayed the packets: {@code relay} or {@code netem}
 * @param realTime whether the relay ran at real-time priority; true for netem
 * @param delayNanos of one direction by plan, without jitter and queueing
 * @param relayCores CPU time of the relay, in cores; 0 for netem
 */
public record NetworkFigures(
    String way,
    boolean realTime,
    long delayNanos,
    double relayCores,
    Direction toServer,
    Direction toGenerator) {
  /**
   * The packets of one direction.
   *
   * @param packets that were delivered
   * @param bytes of these, IP headers included
   * @param lost by plan
   * @param queueDropped because the queue before the rate limit was full
   * @param overrun dropped because the relay did not read them in time, which no plan asks for
   * @param timing null if no packet was delivered, and with netem, which does not report delays
   */
  public record Direction(
      long packets,
      long bytes,
      long lost,
      long queueDropped,
      long overrun,
      @JsonInclude(JsonInclude.Include.NON_NULL) Timing timing) {}

  /**
   * Delays from the moment that a packet was read to the one that it was delivered, in nanoseconds.
   *
   * @param requestedP50 delay by plan, with jitter and queueing
   * @param deliveredP50 measured delay
   * @param latenessP99 measured minus planned delay
   */
  public record Timing(
      long requestedP50,
      long requestedP99,
      long deliveredP50,
      long deliveredP99,
      long latenessP99,
      long latenessMax) {}
}
