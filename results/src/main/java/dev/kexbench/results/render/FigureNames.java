package dev.kexbench.results.render;

import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.report.Stage;
import java.util.Map;

/** The display names of the figures of load tests. */
public final class FigureNames {
  private static final String TOTAL = " " + StageNames.of(Stage.TOTAL);
  private static final String SERVICE = " " + StageNames.of(Stage.SERVICE);

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("establishedPerSecond", "handshakes established"),
          Map.entry("failedShare", "handshakes failed"),
          Map.entry("total.p50", "p50" + TOTAL),
          Map.entry("total.p90", "p90" + TOTAL),
          Map.entry("total.p99", "p99" + TOTAL),
          Map.entry("total.p999", "p99.9" + TOTAL),
          Map.entry("total.p9999", "p99.99" + TOTAL),
          Map.entry("total.max", "maximum" + TOTAL),
          Map.entry("service.p50", "p50" + SERVICE),
          Map.entry("service.p99", "p99" + SERVICE),
          Map.entry("full.p50", "p50" + TOTAL + ", full"),
          Map.entry("full.p99", "p99" + TOTAL + ", full"),
          Map.entry("resumed.p50", "p50" + TOTAL + ", resumed"),
          Map.entry("resumed.p99", "p99" + TOTAL + ", resumed"),
          Map.entry("resumedShare", "handshakes resumed"),
          Map.entry("clientCpuMicrosPerHandshake", "generator CPU per handshake"),
          Map.entry("serverCpuMicrosPerHandshake", "server CPU per handshake"),
          Map.entry("serverCpuInOperations", "server CPU per handshake, in private-key operations"),
          Map.entry("privateKeyShare", "share of server time in private-key operations"),
          Map.entry("ceiling.share", "share of the private-key ceiling"));

  private FigureNames() {}

  /** The name, after that of the exchange if there are several. */
  public static String of(FigureKey key) {
    String words = WORDS.getOrDefault(key.figure(), key.figure());
    return key.facets().isEmpty() ? words : String.join(", ", key.facets().values()) + ": " + words;
  }
}
