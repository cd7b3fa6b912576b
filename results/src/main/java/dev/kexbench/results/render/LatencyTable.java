package dev.kexbench.results.render;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;

/** How long handshakes took, and which part of them. */
final class LatencyTable {
  private LatencyTable() {}

  /** Nothing where no stage was recorded. */
  static String of(Run run) {
    TextTable table = new TextTable("Latency", "p50", "p90", "p99", "p99.9", "max");
    for (Stage stage : StageNames.IN_ORDER) {
      add(table, stage, run.latency(stage));
    }
    return table.isEmpty() ? "" : table.text() + atTimeout(run.counts()) + delay(run);
  }

  private static String delay(Run run) {
    String line = DelayText.line(run);
    return line.isEmpty() ? "" : "  " + line + "\n";
  }

  /** Arrivals that were never started have no latency of their own. */
  private static String atTimeout(Counts counts) {
    long values = counts.dropped() + counts.abandoned();
    return values == 0
        ? ""
        : "  from due time includes %s dropped or abandoned handshakes at the timeout\n"
            .formatted(Numbers.whole(values));
  }

  private static void add(TextTable table, Stage stage, Latency latency) {
    if (latency != null) {
      table.add(
          "  " + StageNames.of(stage),
          Numbers.duration(latency.p50()),
          Numbers.duration(latency.p90()),
          Numbers.duration(latency.p99()),
          Numbers.duration(latency.p999()),
          Numbers.duration(latency.max()));
    }
  }
}
