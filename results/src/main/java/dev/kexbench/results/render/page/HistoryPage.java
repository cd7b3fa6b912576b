package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.FigureLine;
import dev.kexbench.results.compare.FigureLine.Shift;
import dev.kexbench.results.compare.History;
import dev.kexbench.results.compare.History.Series;
import dev.kexbench.results.render.HistoryText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A history as a page: a small chart for each figure, those with the largest latest change first;
 * the charts of unchanged figures are folded.
 */
public final class HistoryPage {
  private final StringBuilder body = new StringBuilder("<h1>History</h1>\n");

  private HistoryPage() {}

  /** The page: one file, as HTML. */
  public static String of(History history) {
    HistoryPage page = new HistoryPage();
    boolean changed = history.changed() > 0;
    page.body
        .append(
            Html.paragraph(
                "verdict " + (changed ? "doubt" : "good"), HistoryText.headline(history)))
        .append(Html.list(HistoryText.notes(history)));
    history.series().forEach(page::add);
    page.body.append(
        Html.paragraph(
            "quiet",
            "each dot is a result, in order of time; the lines are the medians of the levels, and a"
                + " vertical line marks the first result of a new level"));
    return new Page("History", page.body.toString(), List.of()).html();
  }

  private void add(Series series) {
    body.append(series.title().isEmpty() ? "" : Html.heading(HistoryText.heading(series)))
        .append(Html.list(series.warnings()))
        .append(cards(series.changed()));
    List<FigureLine> unchanged = series.unchanged();
    if (!unchanged.isEmpty()) {
      body.append("<details>\n<summary>%s</summary>\n".formatted(summary(unchanged.size())))
          .append(cards(unchanged))
          .append("</details>\n");
    }
  }

  private static String summary(int figures) {
    return figures == 1 ? "1 unchanged figure" : figures + " unchanged figures";
  }

  private static String cards(List<FigureLine> lines) {
    return lines.isEmpty()
        ? ""
        : lines.stream()
            .map(HistoryPage::card)
            .collect(Collectors.joining("", "<div class=\"cards\">\n", "</div>\n"));
  }

  private static String card(FigureLine line) {
    String name = HistoryText.name(line);
    return "<section class=\"card\">\n%s%s%s</section>\n"
        .formatted(
            Html.subheading(name),
            new HistoryChart(line).svg(name),
            line.shifts().stream().map(shift -> shift(line, shift)).collect(Collectors.joining()));
  }

  private static String shift(FigureLine line, Shift shift) {
    return "<p><b class=\"%s\">%s</b><br><span class=\"quiet\">since %s</span></p>\n"
        .formatted(
            shift.improved() ? "good" : "bad",
            Html.escaped(HistoryText.change(line, shift)),
            Html.escaped(HistoryText.named(shift.since())));
  }
}
