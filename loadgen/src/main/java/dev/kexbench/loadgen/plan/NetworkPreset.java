package dev.kexbench.loadgen.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Networks with a name. Each value has a source or is assumed: real networks differ by place and
 * hour. None has a rate: it would be one bottleneck that all clients of a load test share, where
 * real clients have a line each.
 */
enum NetworkPreset {
  /**
   * Within one building or data center: half a millisecond, "round trip within same datacenter" of
   * Jeff Dean's latency numbers (Designs, Lessons and Advice from Building Large Distributed
   * Systems, LADIS 2009).
   */
  LAN(0.5, 0, 0, 1, 1_500),
  /**
   * Two data centers of one region. The 5.5 ms are assumed: light takes 5 ms for a round trip over
   * 500 km of fibre.
   */
  DC(5.5, 0, 0, 1, 1_500),
  /**
   * A phone: 70 ms, the LTE profile of WebPageTest; an MTU of 1,358 bytes, as 3GPP TS 23.060,
   * section 9.3 recommends because of the tunnels in the core network. Jitter and losses are
   * assumed: a radio link sends again what it has lost, so that few packets are lost for good, and
   * those together, as at a change of cells.
   */
  MOBILE(70, 10, 0.01, 3, 1_358),
  /**
   * A geostationary satellite, at the edge of its footprint: 558 ms (RFC 2488, section 2). The
   * losses are assumed: few, as of a link with forward error correction.
   */
  SATELLITE(558, 0, 0.005, 1, 1_500);

  private static final double NANOS_PER_MILLI = 1e6;

  private final NetworkSpec spec;

  NetworkPreset(double rttMillis, double jitterMillis, double loss, int burst, int mtu) {
    spec =
        new NetworkSpec(
            label(), millis(rttMillis), millis(jitterMillis), loss, burst, 0, mtu, false);
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
  }

  static NetworkPreset named(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(() -> unknown(label));
  }

  private static IllegalArgumentException unknown(String label) {
    String known =
        Arrays.stream(values()).map(NetworkPreset::label).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "'%s' is neither a network such as rtt=50ms,loss=1%% nor one of %s"
            .formatted(label, known));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  NetworkSpec spec() {
    return spec;
  }
}
