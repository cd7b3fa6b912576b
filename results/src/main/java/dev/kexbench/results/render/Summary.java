package dev.kexbench.results.render;

import dev.kexbench.results.machine.KernelCounts;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.ValidityReason;
import java.util.ArrayList;
import java.util.List;

/** A load test's closing summary, made to be read by someone who has never seen one. */
public final class Summary {
  private Summary() {}

  /**
   * The summary as text; every line is ended. The first line is the verdict, and of a search the
   * answer.
   */
  public static String of(LoadReport report) {
    return of(report, false);
  }

  /**
   * The same.
   *
   * @param wide whether a table of exchanges has all columns, instead of fitting a terminal
   */
  public static String of(LoadReport report, boolean wide) {
    List<Run> runs = report.runs();
    List<String> blocks = new ArrayList<>();
    blocks.add(verdict(report));
    if (report.holdsSeveral()) {
      blocks.add(new ExchangeTable(report).text(wide));
      NetworkGrid.of(report).map(NetworkGrid::text).ifPresent(blocks::add);
      return String.join("\n", blocks);
    }
    if (report.holdsRepeats()) {
      blocks.add(new RepeatedRuns(report).text());
      return String.join("\n", blocks);
    }
    blocks.add(SearchTable.of(report.search()));
    for (Run run : runs) {
      if (runs.size() > 1) {
        blocks.add(Headline.of(run) + "\n");
      }
      blocks.addAll(sections(run));
    }
    blocks.removeIf(String::isEmpty);
    return String.join("\n", blocks);
  }

  private static String verdict(LoadReport report) {
    List<Run> runs = report.runs();
    StringBuilder text = new StringBuilder();
    text.append(report.verdict().state()).append("  ");
    text.append(runs.size() == 1 ? headline(report) : severalRuns(report));
    text.append(report.interrupted() ? " (interrupted)\n" : "\n");
    for (ValidityReason reason : report.verdict().reasons()) {
      String line = "  %s, %s: %s".formatted(reason.key(), reason.effect(), reason.text());
      text.append(report.holdsSeveral() ? WrappedText.of(line, "    ") : line + "\n");
    }
    return text.toString();
  }

  private static String severalRuns(LoadReport report) {
    return report.holdsRepeats()
        ? new RepeatedRuns(report).headline()
        : report.runs().size() + " runs";
  }

  private static String headline(LoadReport report) {
    Run run = report.runs().get(0);
    return report.search() == null ? Headline.of(run) : SearchTable.headline(report.search(), run);
  }

  private static List<String> sections(Run run) {
    return List.of(
        Outcomes.of(run),
        kernel(run),
        NetworkTable.of(run),
        LatencyTable.of(run),
        ResumptionTable.of(run),
        hostileClasses(run),
        AgentTable.of(run),
        TargetTable.of(run),
        serverTime(run),
        CostLines.of(run),
        Thresholds.of(run));
  }

  /** Connection problems that the kernel counted, in one line; empty if there were none. */
  private static String kernel(Run run) {
    KernelCounts counts = run.kernel() == null ? KernelCounts.UNKNOWN : run.kernel();
    List<String> parts = new ArrayList<>();
    add(parts, counts.listenOverflows(), "listen queue overflows: %s");
    add(parts, counts.listenDrops(), "attempts to connect dropped: %s");
    add(parts, counts.retransmits(), "segments sent again: %s");
    return parts.isEmpty() ? "" : "Kernel (whole machine), " + String.join("; ", parts) + "\n";
  }

  private static void add(List<String> parts, Long count, String format) {
    if (count != null && count != 0) {
      parts.add(format.formatted(Numbers.whole(count)));
    }
  }

  /** The outcomes of hostile clients by class; empty if all clients were honest. */
  private static String hostileClasses(Run run) {
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

  /**
   * The mean and p99 of the server's stages, and the share of work of each; waiting in the queue is
   * no work. Empty if the server was not asked.
   */
  private static String serverTime(Run run) {
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
