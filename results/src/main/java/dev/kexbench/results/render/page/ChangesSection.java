package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.FigureNames;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The figures of two load tests, sorted by how far each change exceeds its noise. */
final class ChangesSection {
  /** Those that a page begins with. */
  private static final List<String> HEADLINES =
      List.of(
          "establishedPerSecond",
          "total.p50",
          "total.p99",
          "failedShare",
          "serverCpuMicrosPerHandshake");

  private static final String UNKNOWN = "–";
  private static final double LITTLE = 0.1;

  /** Without known noise the judged figures first. */
  private static final Comparator<Pair> CLEAREST_FIRST =
      Comparator.comparingDouble(ChangesSection::known)
          .thenComparing(pair -> !(pair.change() instanceof Change.Unjudged))
          .thenComparingDouble(ChangesSection::size)
          .reversed();

  private final String base;
  private final String fresh;
  private final Comparison comparison;
  private final FiguresSection bars;

  /** What the intervals are computed from; a column, if that is not the same for all figures. */
  private final List<String> evidence;

  /**
   * The figures of a comparison.
   *
   * @param base the name of the side that {@code fresh} is compared with
   */
  ChangesSection(String base, String fresh, Comparison comparison) {
    this.base = base;
    this.fresh = fresh;
    this.comparison = comparison;
    this.bars = new FiguresSection(comparison);
    this.evidence =
        comparison.pairs().stream()
            .map(pair -> ComparisonTable.row(pair).get(6))
            .distinct()
            .toList();
  }

  /** The most important changes in large letters; none of several exchanges. */
  String tiles() {
    List<String> tiles =
        HEADLINES.stream()
            .flatMap(name -> comparison.pairs().stream().filter(pair -> isOf(name, pair)))
            .map(ChangesSection::tile)
            .toList();
    return tiles.isEmpty() ? "" : Html.tiles(tiles);
  }

  private static boolean isOf(String figure, Pair pair) {
    return pair.base().key().facets().isEmpty() && pair.base().key().figure().equals(figure);
  }

  private static String tile(Pair pair) {
    Estimate estimate = pair.change().estimate();
    String unit = pair.base().key().unit();
    String from = Numbers.value(estimate.base(), unit);
    String to = Numbers.value(estimate.fresh(), unit);
    return Html.tile(
        change(estimate),
        FigureNames.of(pair.base().key()),
        "%s, was %s: %s".formatted(to, from, word(pair.change())));
  }

  private static String change(Estimate estimate) {
    return estimate.base() == estimate.fresh() ? "same" : Numbers.change(estimate.ratio());
  }

  /** The table of what may have changed, and the folded one of what has not. */
  String table() {
    if (comparison.pairs().isEmpty()) {
      return "";
    }
    List<Pair> sorted = comparison.pairs().stream().sorted(CLEAREST_FIRST).toList();
    List<Pair> open = sorted.stream().filter(pair -> !isUnchanged(pair)).toList();
    List<Pair> unchanged = sorted.stream().filter(ChangesSection::isUnchanged).toList();
    return Html.heading("Every figure, the clearest change first")
        + Html.paragraph("quiet", explanation())
        + (open.isEmpty() ? "" : table(open))
        + folded(unchanged);
  }

  private String explanation() {
    return ("Change: %s over %s. Change / noise: the change divided by half of its 95 %% interval;"
            + " above 1, the interval does not include zero; %s without an interval. In the"
            + " bar, the mark is the change, the line its 95 %% interval.%s")
        .formatted(
            fresh, base, UNKNOWN, evidence.size() == 1 ? " All from " + evidence.get(0) + "." : "");
  }

  private String folded(List<Pair> unchanged) {
    if (unchanged.isEmpty()) {
      return "";
    }
    String count = unchanged.size() == 1 ? "1 unchanged row" : unchanged.size() + " unchanged rows";
    return "<details class=\"section rows\"><summary>%s</summary>\n%s</details>\n"
        .formatted(
            count,
            Html.paragraph(
                    "quiet",
                    "Equivalent within the margin, within this machine's noise, or the same on"
                        + " both sides.")
                + table(unchanged));
  }

  private static boolean isUnchanged(Pair pair) {
    Change change = pair.change();
    return change instanceof Change.Equivalent
        || change instanceof Change.WithinNoise
        || change.estimate().base() == change.estimate().fresh();
  }

  private String table(List<Pair> pairs) {
    HtmlTable table = new HtmlTable(head());
    pairs.forEach(pair -> table.add(line(pair)));
    return table.html();
  }

  private List<String> head() {
    String scale = String.format(Locale.ROOT, "-%1$.0f %% to +%1$.0f %%", 100 * bars.reach);
    List<String> head = new ArrayList<>();
    head.addAll(List.of("figure", base, fresh, "change", "95 % interval", "change / noise"));
    head.addAll(evidence.size() > 1 ? List.of("from") : List.of());
    head.addAll(List.of("verdict", scale));
    return head;
  }

  private List<Cell> line(Pair pair) {
    List<String> cells = ComparisonTable.row(pair);
    Estimate estimate = pair.change().estimate();
    List<Cell> line = new ArrayList<>();
    line.add(Cell.text(FigureNames.of(pair.base().key())));
    line.add(Cell.figure(cells.get(1), estimate.base()));
    line.add(Cell.figure(cells.get(2), estimate.fresh()));
    line.add(Cell.figure(Numbers.change(estimate.ratio()), estimate.ratio()));
    line.add(Cell.text(cells.get(4).isEmpty() ? UNKNOWN : cells.get(4)));
    line.add(Cell.figure(changeOverNoise(estimate.changeOverNoise()), estimate.changeOverNoise()));
    if (evidence.size() > 1) {
      line.add(Cell.text(cells.get(6)));
    }
    line.add(verdict(pair.change(), cells.get(7)));
    line.add(Cell.html(bars.bar(pair.change())));
    return line;
  }

  /**
   * A change divided by its noise, as every table has it: infinite where nothing varies from run to
   * run. Far below 1 it only tells that there is no change to see.
   */
  static String changeOverNoise(double ratio) {
    if (Double.isNaN(ratio)) {
      return UNKNOWN;
    }
    if (ratio > 0 && ratio < LITTLE) {
      return "<" + LITTLE;
    }
    return Double.isInfinite(ratio) ? "∞" : Numbers.significant(ratio);
  }

  private static Cell verdict(Change change, String text) {
    boolean forecast = change.estimate().evidence().decides(); // else the notes state what it needs
    String shown = forecast && !text.isEmpty() ? text : word(change);
    return new Cell(
        "<span class=\"%s\">%s</span>".formatted(style(change), Html.escaped(shown)), null, true);
  }

  private static String style(Change change) {
    return change instanceof Change.Improved
        ? "good"
        : change instanceof Change.Regressed ? "bad" : "quiet";
  }

  private static String word(Change change) {
    return Stream.of(change.getClass().getSimpleName())
        .map(name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT))
        .map(name -> name.equals("unjudged") ? "not judged" : name)
        .findFirst()
        .orElseThrow();
  }

  /** Rows of unknown noise last. */
  private static double known(Pair pair) {
    double ratio = pair.change().estimate().changeOverNoise();
    return Double.isNaN(ratio) ? -1 : ratio;
  }

  private static double size(Pair pair) {
    return Math.abs(Math.log(pair.change().estimate().ratio()));
  }
}
