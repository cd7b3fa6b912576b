package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.DatedResult;
import dev.kexbench.results.compare.FigureLine;
import dev.kexbench.results.compare.FigureLine.Shift;
import dev.kexbench.results.render.HistoryText;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.Trend.Scale;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/** Makes the trend of a figure from its line. */
final class TrendOfFigure {
  /** An interval of fewer runs would depend on how they are distributed. */
  static final int FEWEST_RUNS = 6;

  /** A change that is smaller than this share of an axis from 0 would hardly be seen on it. */
  private static final double LEAST_VISIBLE = 0.06;

  private static final MathContext DIGITS = new MathContext(6);

  private final FigureLine line;
  private final Map<DatedResult, Integer> places;
  private final double factor;

  private TrendOfFigure(FigureLine line, Map<DatedResult, Integer> places) {
    this.line = line;
    this.places = places;
    this.factor = line.key().unit().matches("us(/op)?") ? 1_000 : 1;
  }

  /**
   * The trend.
   *
   * @param results the id of the element with the results
   * @param places those of the results
   */
  static Trend of(FigureLine line, String id, String results, Map<DatedResult, Integer> places) {
    TrendOfFigure figure = new TrendOfFigure(line, places);
    return new Trend(
        id,
        results,
        figure.scale(),
        line.points().stream().map(figure::point).toList(),
        figure.levels(),
        line.shifts().stream().map(figure::change).toList());
  }

  private Scale scale() {
    return switch (line.key().unit()) {
      case "ns", "us" -> new Scale("nanos", "", fromZero());
      case "ns/op", "us/op" -> new Scale("nanos", "/op", fromZero());
      case "share" -> new Scale("share", "", fromZero());
      case "/s" -> new Scale("rate", "", fromZero());
      default -> new Scale("number", " " + Numbers.unit(line.key().unit()), fromZero());
    };
  }

  /** Whether every change would be visible on an axis that begins at 0. */
  private boolean fromZero() {
    DoubleSummaryStatistics values =
        line.points().stream().mapToDouble(FigureLine.Point::value).summaryStatistics();
    double least =
        line.shifts().stream()
            .mapToDouble(shift -> Math.abs(shift.after().median() - shift.before().median()))
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return values.getMin() >= 0 && least >= LEAST_VISIBLE * values.getMax();
  }

  private Trend.Point point(FigureLine.Point point) {
    ConfidenceInterval interval = interval(point.sample());
    boolean bounded = Double.isFinite(interval.high());
    return new Trend.Point(
        place(point.result()),
        shown(point.value()),
        bounded ? shown(interval.low()) : null,
        bounded ? shown(interval.high()) : null);
  }

  /** The range of the runs stands in for an interval that they are too few for. */
  private static ConfidenceInterval interval(Sample runs) {
    if (runs.runs().size() == 1 || runs.runs().size() >= FEWEST_RUNS) {
      return MeanEstimate.of(runs).interval();
    }
    DoubleSummaryStatistics range =
        runs.means().stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return new ConfidenceInterval(range.getMin(), range.getMax());
  }

  private List<Trend.Level> levels() {
    List<Trend.Level> levels = new ArrayList<>();
    int from = 0;
    for (FigureLine.Level level : line.levels()) {
      int to = from + level.results();
      int first = place(line.points().get(from).result());
      int last = place(line.points().get(to - 1).result());
      levels.add(new Trend.Level(first, last, shown(level.median())));
      from = to;
    }
    return levels;
  }

  private Trend.Change change(Shift shift) {
    DatedResult since = shift.since();
    String day = HistoryText.time(since).substring(0, 10);
    return new Trend.Change(
        place(since),
        Numbers.change(shift.ratio()) + " " + HistoryText.verdict(shift),
        since.commit() == null ? day : since.commit() + ", " + day,
        shift.improved());
  }

  private int place(DatedResult result) {
    return places.get(result);
  }

  private double shown(double value) {
    return new BigDecimal(value * factor, DIGITS).doubleValue();
  }
}
