package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Figure;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suite's scores as bars with their intervals: a table for each benchmark, to one scale. */
final class SuiteSection {
  /** An interval of fewer forks would depend on how they are distributed. */
  private static final int FEWEST_FORKS = 6;

  private final Map<String, ResultSet> sides;
  private final boolean several;

  private SuiteSection(Map<String, ResultSet> sides) {
    this.sides = sides;
    this.several = sides.size() > 1;
  }

  /** Of all sides by name; empty where none of them is of JMH. */
  static String of(Map<String, ResultSet> sides) {
    return new SuiteSection(sides).html();
  }

  /** A row of one side. */
  private record Score(String side, FigureKey key, MeanEstimate center) {
    /** How far the bar and its interval reach. */
    double reach() {
      double high = center.interval().high();
      return Double.isFinite(high) ? Math.max(high, center.value()) : center.value();
    }
  }

  private String html() {
    Map<String, List<Score>> byBenchmark = new LinkedHashMap<>();
    Map<FigureKey, List<Score>> byRow = new LinkedHashMap<>();
    sides.forEach(
        (name, side) -> {
          String main = side.mainFigure();
          side.rows().stream()
              .filter(row -> row.key().figure().equals(main))
              .forEach(row -> add(name, row, byRow));
        });
    byRow.forEach(
        (key, scores) ->
            byBenchmark
                .computeIfAbsent(key.facets().get(FigureKey.BENCHMARK), any -> new ArrayList<>())
                .addAll(scores));
    StringBuilder html = new StringBuilder();
    byBenchmark.forEach((benchmark, scores) -> html.append(table(benchmark, scores)));
    return html.isEmpty() ? "" : Html.heading(heading(sides)) + explanation() + html;
  }

  /** What the bars show: scores, or of duets CPU time. */
  static String heading(Map<String, ResultSet> sides) {
    return isOfDuets(sides) ? "CPU time of an operation" : "Scores";
  }

  private boolean duet() {
    return isOfDuets(sides);
  }

  /** Whether the sides are those of duets, of which no scores are shown. */
  static boolean isOfDuets(Map<String, ResultSet> sides) {
    return sides.values().stream().anyMatch(side -> side.mainFigure().equals(MeasuredRow.CPU));
  }

  private static void add(String side, Figure row, Map<FigureKey, List<Score>> byRow) {
    byRow
        .computeIfAbsent(row.key(), any -> new ArrayList<>())
        .add(new Score(side, row.key(), center(row.sample())));
  }

  /** The range of the forks stands in for an interval that they are too few for. */
  private static MeanEstimate center(Sample forks) {
    DoubleSummaryStatistics range =
        forks.means().stream().mapToDouble(Double::doubleValue).summaryStatistics();
    boolean few = forks.runs().size() > 1 && forks.runs().size() < FEWEST_FORKS;
    return few
        ? new MeanEstimate(forks.center(), new ConfidenceInterval(range.getMin(), range.getMax()))
        : MeanEstimate.of(forks);
  }

  private String explanation() {
    return Html.paragraph(
        "quiet",
        (duet() ? "of duets, whose two forks shared a core, so scores are not shown: " : "")
            + "the mean of forks, and over the bar its 95 %% interval (of fewer than %d forks, which have"
                .formatted(FEWEST_FORKS)
            + " none, their range); all bars of a benchmark are to one scale");
  }

  private String table(String benchmark, List<Score> scores) {
    double reach = scores.stream().mapToDouble(Score::reach).max().orElse(1);
    List<String> head = new ArrayList<>(List.of("row"));
    head.addAll(several ? List.of("side") : List.of());
    head.addAll(List.of(duet() ? "CPU/op" : "score", "±", ""));
    HtmlTable table = new HtmlTable(head);
    scores.forEach(score -> table.add(line(score, reach)));
    return Html.subheading(BenchmarkNames.withoutPackages(benchmark)) + table.html();
  }

  private List<Cell> line(Score score, double reach) {
    MeanEstimate center = score.center();
    String unit = score.key().unit();
    List<Cell> line = new ArrayList<>();
    line.add(Cell.text(name(score.key())));
    if (several) {
      line.add(Cell.words(score.side()));
    }
    line.add(Cell.figure(Numbers.value(center.value(), unit), center.value()));
    double error = center.error();
    line.add(Cell.figure(Double.isNaN(error) ? "" : Numbers.value(error, unit), error));
    line.add(Cell.html(bar(center, reach)));
    return line;
  }

  /** The parameters; of a benchmark that has none its name. */
  private static String name(FigureKey key) {
    String parameters = BenchmarkNames.values(key.parameters());
    return parameters.isEmpty()
        ? BenchmarkNames.withoutPackages(key.facets().get(FigureKey.BENCHMARK))
        : parameters;
  }

  private static String bar(MeanEstimate center, double reach) {
    ConfidenceInterval interval = center.interval();
    return Double.isFinite(interval.high())
        ? Html.bar(center.value() / reach, interval.low() / reach, interval.high() / reach)
        : Html.bar(0, center.value() / reach, "");
  }
}
