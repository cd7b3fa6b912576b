package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.report.Json;
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
   * @param differences of machine or plan, for which nothing was compared
   */
  record File(
      String schema,
      String verdict,
      int exitCode,
      List<String> differences,
      List<String> warnings,
      List<Line> rows,
      List<String> missing) {}

  /**
   * One row; base and new in {@code unit}.
   *
   * @param verdict improved, regressed, equivalent, undecided or unjudged
   * @param ratio new over base, null where it is infinite
   * @param low the lower end of its 95 % interval
   * @param high its upper end, null where it is unbounded
   * @param p corrected for all tests of the benchmark, null without a test
   * @param evidence what the interval comes from: runs of each side, rounds of both, or seconds
   * @param needed of that to decide, where it is undecided and some number would
   */
  record Line(
      Map<String, String> keys,
      String figure,
      String unit,
      String verdict,
      double base,
      double fresh,
      Double ratio,
      Double low,
      Double high,
      Double p,
      SampleSize evidence,
      Integer needed) {}

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
        comparison.comparability().differences(),
        comparison.comparability().warnings(),
        comparison.pairs().stream().map(ComparisonJson::line).toList(),
        comparison.missing().stream().map(ComparisonTable::name).toList());
  }

  private static Line line(Pair pair) {
    FigureKey key = pair.base().key();
    Change change = pair.change();
    Integer needed =
        change instanceof Change.Undecided undecided && undecided.needed() > 0
            ? Integer.valueOf(undecided.needed())
            : null;
    return new Line(
        key.facets(),
        key.figure(),
        key.unit(),
        change.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        pair.base().value(),
        pair.fresh().value(),
        finite(change.estimate().ratio()),
        finite(change.estimate().interval().low()),
        finite(change.estimate().interval().high()),
        finite(pair.p()),
        change.estimate().evidence(),
        needed);
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
