package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.compare.SideOrigin;
import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.SideText;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.statistics.SampleSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Benchmarks of several sides as a page: the verdict, the sides, and a row for each figure with its
 * forks and the interval of its change; then the waterfall, and what more threads bring.
 */
final class BenchmarkComparisonPage {
  private final SideBySide sideBySide;
  private final Map<String, ResultSet> sides = new LinkedHashMap<>();
  private final List<Drawing> charts = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();

  private BenchmarkComparisonPage(SideBySide sideBySide) {
    this.sideBySide = sideBySide;
    sideBySide.sides().forEach((name, side) -> sides.put(shown(name), side));
  }

  /** Whether all sides are of JMH. */
  static boolean shows(SideBySide sideBySide) {
    return sideBySide.sides().values().stream().allMatch(side -> side.kind() == ResultSet.Kind.JMH);
  }

  /** The page: one file, as HTML. */
  static String of(SideBySide sideBySide) {
    return new BenchmarkComparisonPage(sideBySide).html();
  }

  private String html() {
    String title = title();
    body.append("<h1>").append(Html.escaped(title)).append("</h1>\n");
    if (several()) {
      body.append(origins()).append(RowFilter.of(all())).append(SideBySideSection.of(sideBySide));
      sideBySide.others().forEach(this::oneOfSeveral);
    } else {
      sideBySide.others().values().forEach(this::verdict);
      sideBySide.others().values().forEach(this::notes);
      body.append(origins());
      body.append(Html.heading("Every figure")).append(explained()).append(RowFilter.of(all()));
      sideBySide.others().forEach(this::rows);
    }
    body.append(WaterfallSection.of(sides));
    add(ScalingSection.of(sides));
    body.append(
        Html.collapsed(
            SuiteSection.heading(sides) + " and machine",
            SuiteSection.of(sides) + Facts.ofSides(sides)));
    return new Page(title, body.toString(), charts).html();
  }

  private boolean several() {
    return sideBySide.others().size() > 1;
  }

  /** {@code Benchmarks: after compared with before}. */
  private String title() {
    List<String> names = new ArrayList<>();
    sideBySide.sides().forEach((name, side) -> names.add(titled(name, side)));
    boolean distinct = names.stream().distinct().count() == names.size();
    List<String> shown = distinct ? names : List.copyOf(sides.keySet());
    List<String> others = shown.subList(1, shown.size());
    int last = others.size() - 1;
    String listed =
        last <= 0
            ? String.join("", others)
            : String.join(", ", others.subList(0, last)) + " and " + others.get(last);
    return "Benchmarks: %s compared with %s".formatted(listed, shown.get(0));
  }

  /** Sides without names of their own are called by their folder. */
  private String titled(String name, ResultSet side) {
    List<String> places = SideOrigin.of(side).places();
    if (!sideBySide.judged() || places.size() != 1) {
      return shown(name);
    }
    Path folder = Path.of(places.get(0)).toAbsolutePath().normalize().getFileName();
    return folder == null ? shown(name) : folder.toString();
  }

  /** Name, dates and commits of each side, with the colour of its dots. */
  private String origins() {
    StringBuilder html = new StringBuilder("<table class=\"sides\">\n");
    sides.forEach(
        (name, side) -> {
          List<String> cells = SideText.cells(SideOrigin.of(side));
          String style = several() ? "" : name.equals(base()) ? "base" : "fresh";
          html.append(
              "<tr><th scope=\"row\" class=\"%s\">%s</th><td>%s</td><td>%s</td><td>commit %s</td></tr>\n"
                  .formatted(
                      style,
                      Html.escaped(name),
                      Html.escaped(cells.get(0)),
                      Html.escaped(cells.get(1)),
                      Html.escaped(cells.get(2))));
        });
    return html.append("</table>\n").toString();
  }

  private Collection<Pair> all() {
    return sideBySide.others().values().stream()
        .flatMap(comparison -> comparison.pairs().stream())
        .toList();
  }

  private void oneOfSeveral(String name, Comparison comparison) {
    body.append(Html.heading("%s compared with %s".formatted(shown(name), base())));
    verdict(comparison);
    notes(comparison);
    body.append(explained());
    rows(name, comparison);
  }

  private void verdict(Comparison comparison) {
    body.append(
        BenchmarkSentence.of(
            comparison,
            pair -> {
              FigureKey key = pair.base().key();
              return BenchmarkNameCell.benchmark(key) + ", " + BenchmarkNameCell.measured(key);
            }));
  }

  private void notes(Comparison comparison) {
    List<String> notes = new ArrayList<>(ComparisonTable.notes(comparison));
    if (!comparison.pairs().isEmpty() && comparison.pairs().stream().noneMatch(this::paired)) {
      notes.add(
          "the sides were not measured in common rounds: their forks are not paired, and what"
              + " changed on the machine in between counts as a change (scripts/bench --against REV"
              + " measures in rounds)");
    }
    body.append(Html.list(notes));
  }

  private boolean paired(Pair pair) {
    return pair.change().estimate().evidence().kind() == SampleSize.Kind.ROUNDS;
  }

  private void rows(String name, Comparison comparison) {
    body.append(BenchmarkRows.of(base(), shown(name), comparison));
  }

  private static String explained() {
    return Html.paragraph(
        "quiet",
        "Each dot is a fork, those of the base above; a line joins the forks of a round, and the"
            + " upright bar is the median. Every strip has its own scale. Next to it stands the"
            + " change with its 95 % interval, over the margin within which it counts as unchanged"
            + " (allocation has a margin of its own: 0.5 % or 16 bytes); the scale is stretched"
            + " around 0, its inner ticks are at 10 %. A figure is undecided while its interval"
            + " lies partly within the margin, or while p, which is corrected for the number of"
            + " figures, is not small enough. Noise is half of the interval.");
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
