package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.Estimate;
import dev.kexbench.results.compare.Interval;
import dev.kexbench.results.compare.LatencyShift;
import dev.kexbench.results.compare.LatencyShift.Point;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * A comparison as a page: the verdict, the two distributions of latency where both are known, and a
 * line for each figure with its interval as a bar.
 */
public final class ComparisonPage {
  /** The bars reach at least so far from no change. */
  private static final double LEAST_REACH = 0.05;

  /** Nothing farther from no change is shown to scale. */
  private static final double MOST_REACH = 1;

  private final Comparison comparison;
  private final double reach;

  private final List<Chart> charts = new ArrayList<>();
  private final Optional<LatencyShift> latency;

  private ComparisonPage(Comparison comparison, Optional<LatencyShift> latency) {
    this.comparison = comparison;
    this.latency = latency;
    this.reach =
        comparison.pairs().stream()
            .flatMapToDouble(ComparisonPage::ends)
            .map(ratio -> Math.abs(ratio - 1))
            .filter(distance -> distance <= MOST_REACH)
            .reduce(LEAST_REACH, Math::max);
  }

  /** The page: one file, as HTML. */
  public static String of(Comparison comparison, Optional<LatencyShift> latency) {
    return new ComparisonPage(comparison, latency).html();
  }

  private static DoubleStream ends(Pair pair) {
    Interval interval = pair.change().estimate().interval();
    return DoubleStream.of(pair.change().estimate().ratio(), interval.low(), interval.high());
  }

  private String html() {
    boolean bad = comparison.count(Change.Regressed.class) > 0;
    boolean fine = comparison.exitCode(true) == 0;
    String style = bad ? "bad" : fine ? "good" : "doubt";
    String body =
        "<h1>Comparison</h1>\n"
            + Html.paragraph("verdict " + style, ComparisonTable.verdict(comparison))
            + Html.list(ComparisonTable.notes(comparison))
            + latency.map(this::curves).orElse("")
            + (comparison.pairs().isEmpty() ? "" : figures());
    return new Page("Comparison", body, charts).html();
  }

  private String curves(LatencyShift shift) {
    Map<String, Histogram> sides = new LinkedHashMap<>();
    sides.put("base", shift.base());
    sides.put("new", shift.fresh());
    Chart both = PercentileCurve.of("percentiles", sides);
    Chart moved = shiftCurve(shift);
    charts.add(both);
    charts.add(moved);
    return Html.heading("Latency")
        + Html.chart(both, "Latency over percentiles, base and new")
        + Html.paragraph(
            "quiet",
            "how far each percentile moved; 95 of 100 such pairs of thin lines hold the truth"
                + " everywhere")
        + Html.chart(moved, "Change of latency over percentiles, with its interval");
  }

  private static Chart shiftCurve(LatencyShift shift) {
    List<Point> points = shift.points();
    return new Chart(
        "shift",
        new Axis("percentile", "percentile", true),
        new Axis("new over base", "percent", false),
        points.stream().map(point -> 1 / (1 - point.share())).toList(),
        List.of(
            shiftLine("change", points, Estimate::ratio, false),
            shiftLine("from", points, estimate -> estimate.interval().low(), true),
            shiftLine("to", points, estimate -> estimate.interval().high(), true)));
  }

  private static Series shiftLine(
      String name, List<Point> points, ToDoubleFunction<Estimate> ratio, boolean thin) {
    List<Double> ys =
        points.stream().map(point -> 100 * (ratio.applyAsDouble(point.estimate()) - 1)).toList();
    return new Series(name, ys, thin);
  }

  private String figures() {
    String scale = String.format(Locale.ROOT, "-%1$.0f %% to +%1$.0f %%", 100 * reach);
    HtmlTable table =
        new HtmlTable(
            List.of(
                "figure", "verdict", "base", "new", "change", scale, "95 % interval", "p", "runs"));
    comparison.pairs().forEach(pair -> table.add(line(pair)));
    return Html.heading("Every figure")
        + Html.paragraph(
            "quiet",
            "change: new over base; the bar is its 95 % interval, the mark the ratio of medians")
        + table.html();
  }

  private List<Cell> line(Pair pair) {
    List<String> cells = ComparisonTable.row(pair);
    List<Cell> line = new ArrayList<>();
    line.add(Cell.text(cells.get(0)));
    line.add(Cell.text(cells.get(7).isEmpty() ? word(pair.change()) : cells.get(7)));
    line.add(Cell.figure(cells.get(1), pair.base().value()));
    line.add(Cell.figure(cells.get(2), pair.fresh().value()));
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

  private String bar(Change change) {
    Interval interval = change.estimate().interval();
    String style =
        change instanceof Change.Improved
            ? " good"
            : change instanceof Change.Regressed ? " bad" : "";
    return ("<div class=\"bar\"><span class=\"one\" style=\"left:%s\"></span>"
            + "<span class=\"range\" style=\"left:%s;width:%s\"></span>"
            + "<span class=\"point%s\" style=\"left:%s\"></span></div>")
        .formatted(
            Html.percent(0.5),
            Html.percent(place(interval.low())),
            Html.percent(place(interval.high()) - place(interval.low())),
            style,
            Html.percent(place(change.estimate().ratio())));
  }

  /** Where a ratio stands, as a share of the bar's width. */
  private double place(double ratio) {
    return Math.max(0, Math.min(1, 0.5 + (ratio - 1) / (2 * reach)));
  }
}
