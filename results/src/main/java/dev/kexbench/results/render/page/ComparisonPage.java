package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.LatencyShift;
import dev.kexbench.results.compare.LoadRuns;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.SideBySideTable;
import dev.kexbench.results.render.SideText;
import dev.kexbench.results.render.page.RunPage.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sides next to each other as a page: the verdicts, distributions of latency where they are known,
 * a line for each figure with its interval as a bar, and of the suite scores, the waterfall, and
 * what more threads bring.
 */
public final class ComparisonPage {
  private final SideBySide sideBySide;
  private final List<Drawing> charts = new ArrayList<>();
  private final StringBuilder body = new StringBuilder("<h1>Comparison</h1>\n");

  private ComparisonPage(SideBySide sideBySide) {
    this.sideBySide = sideBySide;
  }

  /** The page: one file, as HTML. */
  public static String of(SideBySide sideBySide) {
    if (BenchmarkComparisonPage.shows(sideBySide)) {
      return BenchmarkComparisonPage.of(sideBySide);
    }
    return sideBySide.judged() && LoadComparisonPage.fits(sideBySide)
        ? LoadComparisonPage.of(sideBySide)
        : new ComparisonPage(sideBySide).html();
  }

  /** The page of variants that were measured together, of which the first is the reference. */
  public static String ofVariants(SideBySide variants) {
    return LoadComparisonPage.fits(variants) ? LoadComparisonPage.of(variants) : of(variants);
  }

  private String html() {
    Map<String, ResultSet> sides = new LinkedHashMap<>();
    sideBySide.sides().forEach((name, side) -> sides.put(shown(name), side));
    body.append(Html.list(SideText.lines(sideBySide)));
    if (sideBySide.judged()) {
      sideBySide.others().forEach(this::verdict);
    } else {
      SideBySideTable.notes(sideBySide).forEach(note -> body.append(Html.paragraph("quiet", note)));
      body.append(SideBySideSection.of(sideBySide));
    }
    sideBySide.others().forEach(this::figures);
    body.append(WaterfallSection.of(sides));
    add(ScalingSection.of(sides));
    body.append(SuiteSection.of(sides));
    body.append(Facts.ofSides(sides));
    return new Page("Comparison", body.toString(), charts).html();
  }

  private boolean several() {
    return sideBySide.others().size() > 1;
  }

  private void verdict(String name, Comparison comparison) {
    boolean bad = comparison.count(Change.Regressed.class) > 0;
    boolean fine = comparison.exitCode(true) == 0;
    String of = several() ? "%s to %s: ".formatted(shown(name), base()) : "";
    body.append(
            Html.paragraph(
                "verdict " + (bad ? "bad" : fine ? "good" : "doubt"),
                of + ComparisonTable.verdict(comparison)))
        .append(Html.list(ComparisonTable.notes(comparison)));
  }

  private void figures(String name, Comparison comparison) {
    Map<String, ResultSet> sides = sideBySide.sides();
    if (comparison.comparability().comparable()) {
      LatencyShift.of(runs(sides.get(sideBySide.base())), runs(sides.get(name)))
          .ifPresent(
              shift ->
                  add(LatencySection.of("latency" + charts.size(), base(), shown(name), shift)));
    }
    String heading =
        several() ? "Every figure: %s to %s".formatted(shown(name), base()) : "Every figure";
    body.append(FiguresSection.of(heading, base(), shown(name), comparison));
  }

  /** None of reports with several exchanges, which have no latencies in common. */
  private static LoadRuns runs(ResultSet side) {
    return LoadRuns.of(side).labelled("");
  }

  private String base() {
    return shown(sideBySide.base());
  }

  private static String shown(String name) {
    return BenchmarkNames.value(name);
  }

  private void add(Part part) {
    body.append(part.html());
    charts.addAll(part.charts());
  }
}
