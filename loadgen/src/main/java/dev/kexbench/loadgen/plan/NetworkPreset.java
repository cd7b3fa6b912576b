package dev.kexbench.loadgen.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Networks with a name. None has a rate: it would be one bottleneck that all clients of a load test
 * share, where real clients have a line each.
 */
enum NetworkPreset {
  /**
   * Within one building or data center: half a millisecond, "round trip within same datacenter" of
   * Jeff Dean's latency numbers (Designs, Lessons and Advice from Building Large Distributed
   * Systems, LADIS 2009).
   */
  LAN(0.5, 0, 0, 1, 1_500),
  /**
   * Between two data centers of one region: 5.5 ms, the nearest of the four servers whose distance
   * Paquin, Stebila and Tamvada measured (Benchmarking Post-Quantum Cryptography in TLS, 2020).
   */
  DC(5.5, 0, 0, 1, 1_500),
  /**
   * A phone: 70 ms, the LTE profile of WebPageTest; an MTU of 1,358 bytes, as 3GPP TS 23.060,
   * section 9.3 recommends because of the tunnels in the core network. Jitter and losses are this
   * project's choice: they differ by place and hour.
   */
  MOBILE(70, 10, 0.01, 3, 1_358),
  /**
   * A geostationary satellite, at the edge of its footprint: 558 ms (RFC 2488, section 2). Losses
   * are this project's choice.
   */
  SATELLITE(558, 0, 0.005, 1, 1_500);

  private static final double NANOS_PER_MILLI = 1e6;

  private final NetworkSpec spec;

  NetworkPreset(double rttMillis, double jitterMillis, double loss, int burst, int mtu) {
    spec = new NetworkSpec(millis(rttMillis), millis(jitterMillis), loss, burst, 0, mtu);
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
