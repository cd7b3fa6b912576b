package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.DatedResult;
import dev.kexbench.results.compare.FigureLine;
import dev.kexbench.results.compare.FigureLine.Shift;
import dev.kexbench.results.compare.History.Series;
import dev.kexbench.results.render.HistoryText;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.report.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Results that may be compared with each other: their changes, and a chart for each row. */
final class TrendSection {
  private final String id;
  private final Series series;
  private final List<Trend> charts = new ArrayList<>();
  private final Map<DatedResult, Integer> places;

  /** A section; the names of its charts begin with {@code id}. */
  TrendSection(String id, Series series) {
    this.id = id;
    this.series = series;
    this.places =
        IntStream.range(0, series.results().size())
            .boxed()
            .collect(Collectors.toMap(series.results()::get, Function.identity()));
  }

  /** What the last change of a row was. */
  enum Kind {
    REGRESSED,
    IMPROVED,
    UNCHANGED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Kind kind(FigureLine line) {
    if (line.shifts().isEmpty()) {
      return Kind.UNCHANGED;
    }
    Shift last = line.shifts().get(line.shifts().size() - 1);
    return last.improved() ? Kind.IMPROVED : Kind.REGRESSED;
  }

  /** Chooses the rows that are shown; unchanged ones are hidden if any has changed. */
  static String switches(List<FigureLine> lines) {
    Map<Kind, Long> counts =
        lines.stream().collect(Collectors.groupingBy(TrendSection::kind, Collectors.counting()));
    boolean changed = counts.keySet().stream().anyMatch(kind -> kind != Kind.UNCHANGED);
    String buttons =
        Stream.of(Kind.values())
            .filter(counts::containsKey)
            .map(kind -> button(kind, counts.get(kind), kind != Kind.UNCHANGED || !changed))
            .collect(Collectors.joining());
    return ("<div class=\"switches\" role=\"group\" aria-label=\"Rows that are shown\">\n%s"
            + "<label>rows with <input type=\"search\" placeholder=\"part of a name\"></label>"
            + "<span class=\"quiet\" role=\"status\"></span></div>\n")
        .formatted(buttons);
  }

  private static String button(Kind kind, long rows, boolean pressed) {
    return "<button type=\"button\" data-kind=\"%s\" aria-pressed=\"%s\">%d %s</button>\n"
        .formatted(kind, pressed, rows, kind);
  }

  String html() {
    StringBuilder html = new StringBuilder();
    html.append(series.title().isEmpty() ? "" : Html.heading(HistoryText.heading(series)))
        .append(Html.list(series.warnings()));
    String cards =
        Stream.concat(series.changed().stream(), series.unchanged().stream())
            .map(this::card)
            .collect(Collectors.joining("", "<div class=\"cards\">\n", "</div>\n"));
    return html.append(results()).append(changes()).append(cards).toString();
  }

  List<Trend> charts() {
    return charts;
  }

  private String results() {
    List<Trend.Result> results =
        series.results().stream()
            .map(each -> new Trend.Result(each.name(), HistoryText.time(each), each.commit()))
            .toList();
    return "<script type=\"application/json\" id=\"%s\">%s</script>\n"
        .formatted(id, Page.embedded(Json.toJson(results)));
  }

  private String changes() {
    HtmlTable table =
        new HtmlTable(List.of("row", "since", "commit", "date", "before", "after", "change", "p"));
    series.changed().forEach(line -> line.shifts().forEach(shift -> table.add(cells(line, shift))));
    return series.changed().isEmpty() ? "" : "<h3>Changes</h3>\n" + table.html();
  }

  private static List<Cell> cells(FigureLine line, Shift shift) {
    String unit = line.key().unit();
    double before = shift.before().median();
    double after = shift.after().median();
    DatedResult since = shift.since();
    String change =
        "<span class=\"%s\">%s %s</span>"
            .formatted(
                shift.improved() ? "good" : "bad",
                Numbers.change(shift.ratio()),
                HistoryText.verdict(shift));
    return List.of(
        Cell.text(RowWords.of(line.key())),
        Cell.text(since.name()),
        Cell.text(since.commit() == null ? "" : since.commit()),
        Cell.text(HistoryText.time(since)),
        Cell.figure(Numbers.value(before, unit), before),
        Cell.figure(Numbers.value(after, unit), after),
        new Cell(change, finite(shift.ratio()), false),
        Cell.figure(HistoryText.p(line.p()), line.p()));
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private String card(FigureLine line) {
    Trend trend = TrendOfFigure.of(line, id + "-" + charts.size(), id, places);
    charts.add(trend);
    String name = RowWords.of(line.key());
    String changes =
        line.shifts().stream()
            .map(shift -> HistoryPage.change(line, shift))
            .collect(Collectors.joining());
    return "<div class=\"card\" data-kind=\"%s\" data-name=\"%s\">\n%s%s</div>\n"
        .formatted(
            kind(line),
            Html.escaped((name + " " + line.key().figure()).toLowerCase(Locale.ROOT)),
            Html.chart(trend, name),
            changes);
  }
}
