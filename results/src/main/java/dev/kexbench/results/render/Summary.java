package dev.kexbench.results.render;

import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ValidityReason;
import java.util.ArrayList;
import java.util.List;

/** A load test's closing summary, made to be read by someone who has never seen one. */
public final class Summary {
  private Summary() {}

  /** The summary as text; every line is ended. The first line is the verdict. */
  public static String of(LoadReport report) {
    List<Run> runs = report.runs();
    List<String> blocks = new ArrayList<>();
    blocks.add(verdict(report));
    if (report.holdsSeveral()) {
      blocks.add(new ExchangeTable(report).text());
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
    text.append(runs.size() == 1 ? Headline.of(runs.get(0)) : runs.size() + " runs");
    text.append(report.interrupted() ? " (interrupted)\n" : "\n");
    for (ValidityReason reason : report.verdict().reasons()) {
      text.append("  %s, %s: %s\n".formatted(reason.key(), reason.effect(), reason.text()));
    }
    return text.toString();
  }

  private static List<String> sections(Run run) {
    return List.of(
        Outcomes.of(run),
        KernelLine.of(run),
        LatencyTable.of(run),
        HostileClasses.of(run),
        AgentTable.of(run),
        TargetTable.of(run),
        ServerTime.of(run),
        CostLines.of(run),
        Thresholds.of(run));
  }
}
