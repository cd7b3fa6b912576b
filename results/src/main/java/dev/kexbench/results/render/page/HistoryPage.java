package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.DatedResult;
import dev.kexbench.results.compare.FigureLine;
import dev.kexbench.results.compare.FigureLine.Shift;
import dev.kexbench.results.compare.History;
import dev.kexbench.results.compare.History.Series;
import dev.kexbench.results.render.HistoryText;
import dev.kexbench.results.render.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A history as a page: the changes as a table, and a small chart for each row, those with the
 * largest latest change first.
 */
public final class HistoryPage {
  private final History history;
  private final List<Drawing> charts = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();

  private HistoryPage(History history) {
    this.history = history;
  }

  /** The page: one file, as HTML. */
  public static String of(History history) {
    HistoryPage page = new HistoryPage(history);
    page.head();
    page.series();
    page.leftOut();
    return new Page("Trend", page.body.toString(), page.charts).html();
  }

  private void head() {
    List<DatedResult> results = history.dated().results();
    body.append("<h1>%s</h1>\n".formatted(Html.escaped(title(results))))
        .append(Html.paragraph("quiet", span(results)))
        .append(
            Html.paragraph(
                "verdict" + (lastRegressed() > 0 ? " bad" : ""), sentence(history.changed())));
    if (history.figures() > 0) {
      body.append(Html.tiles(tiles(results.size())));
    }
  }

  private static String title(List<DatedResult> results) {
    return "Trend of %s, %s to %s"
        .formatted(
            results.size() == 1 ? "1 result" : Numbers.whole((long) results.size()) + " results",
            day(results.get(0)),
            day(results.get(results.size() - 1)));
  }

  private static String span(List<DatedResult> results) {
    DatedResult last = results.get(results.size() - 1);
    return "from "
        + HistoryText.named(results.get(0))
        + (results.size() == 1 ? "" : " to " + HistoryText.named(last))
        + ", times in UTC";
  }

  private static String day(DatedResult result) {
    return HistoryText.time(result).substring(0, 10);
  }

  private String sentence(int changed) {
    if (history.figures() == 0) {
      return HistoryText.headline(history);
    }
    return changed == 0
        ? "None of %d rows changed.".formatted(history.figures())
        : "%d of %d rows changed; the last change of %d was a regression."
            .formatted(changed, history.figures(), lastRegressed());
  }

  private List<String> tiles(int results) {
    int regressed = (int) lastRegressed();
    int unchanged = history.figures() - history.changed();
    int leftOut = history.leftOut().size();
    return List.of(
        tile(results, "results", "of which %d have charts".formatted(results - history.few())),
        tile(regressed, "rows regressed", "at their last change"),
        tile(history.changed() - regressed, "rows improved", "at their last change"),
        tile(unchanged, "rows unchanged", ""),
        tile(leftOut, "results left out", leftOut == 0 ? "" : "listed at the end"));
  }

  private static String tile(int number, String what, String remark) {
    return Html.tile(Numbers.whole((long) number), what, remark);
  }

  private long lastRegressed() {
    return lines().filter(line -> TrendSection.kind(line) == TrendSection.Kind.REGRESSED).count();
  }

  private Stream<FigureLine> lines() {
    return history.series().stream().flatMap(each -> each.lines().stream());
  }

  private void series() {
    if (history.figures() == 0) {
      return;
    }
    body.append(TrendSection.switches(lines().toList())).append(explanation());
    for (int i = 0; i < history.series().size(); i++) {
      Series series = history.series().get(i);
      TrendSection section = new TrendSection("trend" + i, series);
      body.append(section.html());
      charts.addAll(section.charts());
    }
  }

  private static String explanation() {
    return Html.paragraph(
        "quiet",
        "Each dot is a result, in order of time, with the 95 % interval of its runs: of fewer than "
            + TrendOfFigure.FEWEST_RUNS
            + " runs their range, of one run none. A horizontal line is the median of a level; a"
            + " vertical line marks the first result of a new level. An axis begins at 0 unless a"
            + " change would be too small to see on it; then a note below the chart states where it"
            + " begins.");
  }

  private void leftOut() {
    if (history.leftOut().isEmpty()) {
      return;
    }
    List<List<String>> lines =
        history.leftOut().stream().map(each -> List.of(each.name(), each.reason())).toList();
    body.append(Html.heading("Results that were left out"))
        .append(HtmlTable.facts(List.of("result", "reason"), lines));
  }

  /** The change of a level in words, with the commit and the time of its first result. */
  static String change(FigureLine line, Shift shift) {
    return "<p><b class=\"%s\">%s</b><br><span class=\"quiet\">since %s</span></p>\n"
        .formatted(
            shift.improved() ? "good" : "bad",
            Html.escaped(HistoryText.change(line, shift)),
            Html.escaped(HistoryText.named(shift.since())));
  }
}
