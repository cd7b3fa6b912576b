package dev.kexbench.results.render;

import dev.kexbench.results.compare.DatedResult;
import dev.kexbench.results.compare.DatedResults.LeftOut;
import dev.kexbench.results.compare.DatedResults.Skipped;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.FigureLine;
import dev.kexbench.results.compare.FigureLine.Point;
import dev.kexbench.results.compare.FigureLine.Shift;
import dev.kexbench.results.compare.History;
import dev.kexbench.results.compare.History.Series;
import dev.kexbench.results.report.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A history for other programs, with every value and every change. */
public final class HistoryJson {
  private static final String SCHEMA = "kexbench/history/1";

  private HistoryJson() {}

  /** What is written; the names of the components are the keys. */
  record File(
      String schema,
      String summary,
      Skipped skipped,
      int few,
      List<LeftOut> leftOut,
      List<SeriesPart> series) {}

  /** Results that may be compared with each other. */
  record SeriesPart(
      String title, List<ResultPart> results, List<String> warnings, List<FigurePart> figures) {}

  /** One result. */
  record ResultPart(String name, Instant time, String commit) {}

  /** One figure; a value for each of the results that are named. */
  record FigurePart(
      Map<String, String> keys,
      String figure,
      String unit,
      List<String> results,
      List<Double> values,
      Double p,
      List<ChangePart> changes) {}

  /** A change of a figure's level. */
  record ChangePart(String since, double before, double after, String verdict) {}

  /** The history as JSON, its last line ended. */
  public static String of(History history) {
    File file =
        new File(
            SCHEMA,
            HistoryText.headline(history),
            history.dated().skipped(),
            history.few(),
            history.leftOut(),
            history.series().stream().map(HistoryJson::series).toList());
    return Json.toJson(file) + "\n";
  }

  private static SeriesPart series(Series series) {
    return new SeriesPart(
        series.title(),
        series.results().stream().map(HistoryJson::result).toList(),
        series.warnings(),
        series.lines().stream().map(HistoryJson::figure).toList());
  }

  private static ResultPart result(DatedResult result) {
    return new ResultPart(result.name(), result.time(), result.commit());
  }

  private static FigurePart figure(FigureLine line) {
    FigureKey key = line.key();
    return new FigurePart(
        key.facets(),
        key.figure(),
        key.unit(),
        line.points().stream().map(point -> point.result().name()).toList(),
        line.points().stream().map(Point::value).toList(),
        Double.isFinite(line.p()) ? line.p() : null,
        line.shifts().stream().map(HistoryJson::change).toList());
  }

  private static ChangePart change(Shift shift) {
    return new ChangePart(
        shift.since().name(),
        shift.before().median(),
        shift.after().median(),
        HistoryText.verdict(shift));
  }
}
