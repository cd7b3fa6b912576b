package dev.kexbench.results.render;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.compare.SideOrigin;
import dev.kexbench.results.compare.UnmatchedFigure;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.SampleSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison for other programs, with the verdict on every row. */
public final class ComparisonJson {
  private static final String SCHEMA = "kexbench/comparison/2";
  private static final String PROJECTION = "kexbench/projection/1";

  private ComparisonJson() {}

  /**
   * What is written.
   *
   * @param verdict the line that people read first
   * @param sides where base and new come from
   * @param differences of machine or plan, for which nothing was compared
   * @param missing figures with a good direction that BASE has and NEW lacks
   * @param unmatched all figures that only one side has
   */
  record File(
      String schema,
      String verdict,
      int exitCode,
      Sides sides,
      List<String> differences,
      List<String> warnings,
      List<Row> rows,
      List<String> missing,
      List<Unmatched> unmatched) {}

  /**
   * A figure that only one side has.
   *
   * @param side base or fresh
   * @param reason why the other side omits it, or null if that is unknown
   */
  record Unmatched(String side, @JsonUnwrapped Key key, String reason) {
    static Unmatched of(UnmatchedFigure figure) {
      String side = figure.inBase() ? "base" : "fresh";
      return new Unmatched(side, Key.of(figure.key()), figure.reason());
    }
  }

  /** Where the results of both sides come from. */
  record Sides(SideOrigin base, SideOrigin fresh) {}

  /**
   * The comparison of one figure.
   *
   * @param verdict improved, regressed, equivalent, withinNoise, undecided or unjudged
   * @param base in the figure's unit
   * @param fresh likewise
   * @param evidence what the interval comes from: runs of each variant, or rounds of both
   * @param needed how many of these would decide, if the verdict is undecided and some number would
   */
  record Row(
      @JsonUnwrapped Key key,
      String verdict,
      double base,
      double fresh,
      @JsonUnwrapped Ratio ratio,
      SampleSize evidence,
      Integer needed) {}

  /** The figure that was compared, as in {@link FigureKey}. */
  record Key(Map<String, String> keys, String figure, String unit) {
    static Key of(FigureKey key) {
      return new Key(key.facets(), key.figure(), key.unit());
    }
  }

  /**
   * The change of a figure.
   *
   * @param ratio new over base, or null if it is infinite
   * @param low the lower end of its 95 % interval
   * @param high the upper end, or null if it is unbounded
   * @param p corrected for all rows that are judged, or null without a test
   */
  record Ratio(Double ratio, Double low, Double high, Double p) {
    static Ratio of(Pair pair) {
      Estimate estimate = pair.change().estimate();
      return new Ratio(
          finite(estimate.ratio()),
          finite(estimate.interval().low()),
          finite(estimate.interval().high()),
          finite(pair.p()));
    }

    private static Double finite(double value) {
      return Double.isFinite(value) ? value : null;
    }
  }

  /**
   * Several comparisons with the same base.
   *
   * @param base the value of the key that it has
   * @param others by the value that each has
   */
  record Files(String schema, String base, Map<String, File> others) {}

  /** The comparison as JSON, its last line ended. */
  public static String of(Comparison comparison, boolean strict) {
    return Json.toJson(file(comparison, strict)) + "\n";
  }

  /** Sides next to each other as JSON, its last line ended. */
  public static String of(SideBySide sideBySide) {
    Map<String, File> others = new LinkedHashMap<>();
    sideBySide.others().forEach((name, comparison) -> others.put(name, file(comparison, false)));
    return Json.toJson(new Files(PROJECTION, sideBySide.base(), others)) + "\n";
  }

  private static File file(Comparison comparison, boolean strict) {
    return new File(
        SCHEMA,
        ComparisonTable.verdict(comparison),
        comparison.exitCode(strict),
        new Sides(comparison.base(), comparison.fresh()),
        comparison.comparability().differences(),
        comparison.comparability().warnings(),
        comparison.pairs().stream().map(ComparisonJson::row).toList(),
        comparison.missing().stream().map(ComparisonTable::name).toList(),
        comparison.unmatched().stream().map(Unmatched::of).toList());
  }

  private static Row row(Pair pair) {
    Change change = pair.change();
    return new Row(
        Key.of(pair.base().key()),
        verdict(change),
        pair.change().estimate().base(),
        pair.change().estimate().fresh(),
        Ratio.of(pair),
        change.estimate().evidence(),
        needed(change));
  }

  private static String verdict(Change change) {
    String name = change.getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static Integer needed(Change change) {
    return change instanceof Change.Undecided undecided && undecided.needed() > 0
        ? Integer.valueOf(undecided.needed())
        : null;
  }
}
