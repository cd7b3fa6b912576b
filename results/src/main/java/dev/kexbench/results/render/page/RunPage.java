package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Headline;
import dev.kexbench.results.render.RepeatedRuns;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.ArrayList;
import java.util.List;

/** A load test as a page. */
public final class RunPage {
  private final List<Chart> charts = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();

  private RunPage() {}

  /** The page: one file, as HTML. */
  public static String of(LoadReport report) {
    if (report.holdsSeveral()) {
      return ExchangePage.of(report);
    }
    RunPage page = new RunPage();
    page.head(report);
    if (report.holdsRepeats()) {
      RepeatedRuns runs = new RepeatedRuns(report);
      page.body.append(TablePage.table(runs.head(), runs.lines()));
    }
    if (report.search() != null) {
      page.add(SearchSection.of(report.search()));
    }
    for (int i = 0; i < report.runs().size(); i++) {
      Run run = report.runs().get(i);
      if (report.runs().size() > 1) {
        page.body.append(Html.heading(Headline.of(run)));
      }
      page.add(RunSections.of("run" + i, run));
    }
    page.body.append(MachineSection.of(report)).append(Facts.of(report));
    return new Page(report.name(), page.body.toString(), page.charts).html();
  }

  /**
   * A part of a page.
   *
   * @param html with a place for each of the charts
   */
  record Part(String html, List<Chart> charts) {}

  private void add(Part part) {
    body.append(part.html());
    charts.addAll(part.charts());
  }

  private void head(LoadReport report) {
    Validity state = report.verdict().state();
    body.append("<h1>").append(Html.escaped(report.name())).append("</h1>\n");
    String interrupted = report.interrupted() ? " (interrupted)" : "";
    String line =
        report.runs().size() == 1 ? Headline.of(report.runs().get(0)) : severalRuns(report);
    body.append(Html.paragraph("verdict " + style(state), state + interrupted + ": " + line));
    body.append(Html.list(report.verdict().reasons().stream().map(RunPage::reason).toList()));
    body.append(Html.paragraph("quiet", "started " + report.startedAt()));
  }

  private static String severalRuns(LoadReport report) {
    return report.holdsRepeats()
        ? new RepeatedRuns(report).headline()
        : report.runs().size() + " runs";
  }

  private static String reason(ValidityReason reason) {
    return "%s, %s: %s".formatted(reason.key(), reason.effect(), reason.text());
  }

  private static String style(Validity state) {
    return switch (state) {
      case VALID -> "good";
      case SUSPECT -> "doubt";
      case INVALID -> "bad";
    };
  }
}
