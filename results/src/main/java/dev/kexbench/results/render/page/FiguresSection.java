package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A line for each figure of a comparison, with the interval of its change as a bar. */
final class FiguresSection {
  /** The bars reach at least so far from no change. */
  private static final double LEAST_REACH = 0.05;

  /** Nothing farther from no change is shown to scale. */
  private static final double MOST_REACH = 1;

  /** How far from no change the bars reach, as a share. */
  final double reach;

  FiguresSection(Comparison comparison) {
    this.reach =
        comparison.pairs().stream()
            .flatMapToDouble(FiguresSection::ends)
            .map(ratio -> Math.abs(ratio - 1))
            .filter(distance -> distance <= MOST_REACH)
            .reduce(LEAST_REACH, Math::max);
  }

  /** The section; empty where nothing could be compared. */
  static String of(String heading, String base, String fresh, Comparison comparison) {
    return comparison.pairs().isEmpty()
        ? ""
        : Html.heading(heading)
            + Html.paragraph(
                "quiet",
                "change: %s over %s; the bar is its 95 %% interval, the mark the ratio itself"
                    .formatted(fresh, base))
            + new FiguresSection(comparison).table(base, fresh, comparison);
  }

  private static DoubleStream ends(Pair pair) {
    Estimate estimate = pair.change().estimate();
    ConfidenceInterval interval = estimate.interval();
    return interval.isUnbounded()
        ? DoubleStream.of(estimate.ratio())
        : DoubleStream.of(estimate.ratio(), interval.low(), interval.high());
  }

  private String table(String base, String fresh, Comparison comparison) {
    String scale = String.format(Locale.ROOT, "-%1$.0f %% to +%1$.0f %%", 100 * reach);
    HtmlTable table =
        new HtmlTable(
            List.of(
                "figure", "verdict", base, fresh, "change", scale, "95 % interval", "p", "from"));
    comparison.pairs().forEach(pair -> table.add(line(pair)));
    return table.html();
  }

  private List<Cell> line(Pair pair) {
    List<String> cells = ComparisonTable.row(pair);
    List<Cell> line = new ArrayList<>();
    line.add(Cell.text(cells.get(0)));
    line.add(Cell.words(cells.get(7).isEmpty() ? word(pair.change()) : cells.get(7)));
    line.add(Cell.figure(cells.get(1), pair.change().estimate().base()));
    line.add(Cell.figure(cells.get(2), pair.change().estimate().fresh()));
    line.add(Cell.figure(cells.get(3), pair.change().estimate().ratio()));
    line.add(Cell.html(bar(pair.change())));
    line.add(Cell.text(cells.get(4)));
    line.add(Cell.figure(cells.get(5), pair.p()));
    line.add(Cell.text(cells.get(6)));
    return line;
  }

  private static String word(Change change) {
    return change instanceof Change.Equivalent ? "equivalent" : "";
  }

  String bar(Change change) {
    ConfidenceInterval interval = change.estimate().interval();
    String style =
        change instanceof Change.Improved
            ? " good"
            : change instanceof Change.Regressed ? " bad" : "";
    String range =
        interval.isUnbounded()
            ? ""
            : "<span class=\"range\" style=\"left:%s;width:%s\"></span>"
                .formatted(
                    Html.percent(place(interval.low())),
                    Html.percent(place(interval.high()) - place(interval.low())));
    return ("<div class=\"bar\"><span class=\"one\" style=\"left:%s\"></span>%s"
            + "<span class=\"point%s\" style=\"left:%s\"></span></div>")
        .formatted(Html.percent(0.5), range, style, Html.percent(place(change.estimate().ratio())));
  }

  /** Where a ratio stands, as a share of the bar's width. */
  private double place(double ratio) {
    return Math.max(0, Math.min(1, 0.5 + (ratio - 1) / (2 * reach)));
  }
}
