package dev.kexbench.results.render;

import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;

/** How long handshakes took, and which part of them. */
final class LatencyTable {
  private LatencyTable() {}

  /** Nothing where no stage was recorded. */
  static String of(Run run) {
    TextTable table = new TextTable("Latency", "p50", "p90", "p99", "p99.9", "max");
    for (Stage stage :
        new Stage[] {
          Stage.TOTAL, Stage.SERVICE, Stage.CLIENT_CRYPTO, Stage.CONNECT, Stage.EXCHANGE, Stage.LAG
        }) {
      add(table, stage, run.latency(stage));
    }
    return table.isEmpty() ? "" : table.text();
  }

  private static void add(TextTable table, Stage stage, Latency latency) {
    if (latency != null) {
      table.add(
          "  " + name(stage),
          Numbers.duration(latency.p50()),
          Numbers.duration(latency.p90()),
          Numbers.duration(latency.p99()),
          Numbers.duration(latency.p999()),
          Numbers.duration(latency.max()));
    }
  }

  private static String name(Stage stage) {
    return switch (stage) {
      case TOTAL -> "from due time";
      case SERVICE -> "from start";
      case CLIENT_CRYPTO -> "client crypto";
      case CONNECT -> "connect";
      case EXCHANGE -> "exchange";
      case LAG -> "generator lag";
    };
  }
}
