package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the emulated network between generator and server did in the measured time.
 *
 * @param spec its values by plan, without the name of a preset
 * @param way what delayed the packets: {@link #RELAY} or {@link #NETEM}
 * @param realTime whether the relay ran at real-time priority; true for netem
 * @param delayNanos of one direction by plan, without jitter and queueing
 * @param relayCores CPU time of the relay, in cores; 0 for netem
 * @param fastOpened connections whose first data the server took with the SYN (RFC 7413); null
 *     without TCP Fast Open
 */
public record NetworkFigures(
    String spec,
    String way,
    boolean realTime,
    long delayNanos,
    double relayCores,
    Direction toServer,
    Direction toGenerator,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long fastOpened) {
  /** A process in user space. */
  public static final String RELAY = "relay";

  /** The kernel's own network emulator. */
  public static final String NETEM = "netem";

  /**
   * The packets of one direction.
   *
   * @param packets that were delivered
   * @param bytes of these, IP headers included
   * @param lost by plan; with netem, dropped by a full queue as well
   * @param queueDropped because the queue before the rate limit was full; 0 with netem
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
   * @param requestedP50 delay by plan: propagation, jitter, and queueing before the rate limit
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
