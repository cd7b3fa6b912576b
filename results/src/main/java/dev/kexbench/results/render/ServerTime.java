package dev.kexbench.results.render;

import dev.kexbench.results.report.Run;

/**
 * Where the server's time went: its stages, and each one's share of the work. Waiting in the queue
 * is no work: it stands above the others, and has no share.
 */
final class ServerTime {
  private ServerTime() {}

  /** Nothing where the server was not asked. */
  static String of(Run run) {
    TextTable table = new TextTable("Server time", "mean", "p99", "of work");
    for (ServerStage stage : ServerStage.of(run)) {
      table.add(
          "  " + stage.name(),
          Numbers.duration(stage.meanNanos()),
          Numbers.duration(stage.p99Nanos()),
          stage.share() == null ? "" : Numbers.percent(stage.share()));
    }
    return table.isEmpty() ? "" : table.text();
  }
}
