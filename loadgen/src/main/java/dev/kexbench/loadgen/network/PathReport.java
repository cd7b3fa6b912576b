package dev.kexbench.loadgen.network;

import java.util.Optional;

/**
 * What the emulated path did between two moments.
 *
 * @param way what delayed the packets
 * @param realTime whether the relay ran at real-time priority; true for netem, which is the kernel
 * @param cpuNanos CPU time of the relay's process; 0 for netem
 */
public record PathReport(
    Way way, boolean realTime, long cpuNanos, Direction toServer, Direction toGenerator) {
  /** What delays the packets. */
  public enum Way {
    NETEM("netem"),
    RELAY("relay");

    private final String label;

    Way(String label) {
      this.label = label;
    }

    /** As it stands in a report. */
    public String label() {
      return label;
    }
  }

  /**
   * The packets of one direction.
   *
   * @param packets that were delivered
   * @param bytes of these, IP headers included
   * @param lost by plan; with netem, dropped by a full queue as well
   * @param queueDropped because the queue before the rate limit was full; 0 with netem
   * @param overrun dropped by the kernel because the relay did not read them in time, which no plan
   *     asks for
   * @param timing empty without a packet, and with netem, which does not report its delays
   */
  public record Direction(
      long packets,
      long bytes,
      long lost,
      long queueDropped,
      long overrun,
      Optional<Timing> timing) {}

  /**
   * Delays in nanoseconds from the moment that a packet was read to the one that it was delivered.
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
