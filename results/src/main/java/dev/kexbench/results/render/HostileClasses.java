package dev.kexbench.results.render;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;

/** What became of the hostile clients of a mix. */
final class HostileClasses {
  private HostileClasses() {}

  /** Nothing where all clients were honest. */
  static String of(Run run) {
    TextTable table = new TextTable("Hostile clients", "started", "refused", "failed", "p99");
    run.classes()
        .forEach(
            (name, figures) -> {
              Counts counts = figures.counts();
              Latency total = figures.latency().get(Stage.TOTAL.key());
              table.add(
                  "  " + name,
                  Numbers.whole(counts.started()),
                  Numbers.whole(counts.expected()),
                  Numbers.whole(counts.failedTotal()),
                  total == null || total.count() == 0 ? "-" : Numbers.duration(total.p99()));
            });
    return table.isEmpty() ? "" : table.text();
  }
}
