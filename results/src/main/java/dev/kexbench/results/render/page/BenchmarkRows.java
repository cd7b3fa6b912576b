package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.SampleSize;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The figures of two sides as a table: forks, change and interval of each, those first that changed
 * most relative to their noise.
 */
final class BenchmarkRows {
  private static final Comparator<Pair> ORDER =
      Comparator.comparingDouble(BenchmarkRows::noiseOrder)
          .thenComparingDouble(pair -> Math.abs(pair.change().estimate().shift()))
          .reversed();

  private static final double LAST = 1e18;

  private final String base;
  private final String fresh;
  private final Comparison comparison;
  private final ChangeStrip changes;

  private BenchmarkRows(String base, String fresh, Comparison comparison) {
    this.base = base;
    this.fresh = fresh;
    this.comparison = comparison;
    this.changes = ChangeStrip.of(comparison);
  }

  /** The table; empty if nothing could be compared. */
  static String of(String base, String fresh, Comparison comparison) {
    return comparison.pairs().isEmpty() ? "" : new BenchmarkRows(base, fresh, comparison).html();
  }

  /**
   * A column.
   *
   * @param key in the page's address
   * @param sorted whether the rows are in its order, the largest first
   */
  private record Column(String key, String name, boolean sorted) {
    String html() {
      return "<th scope=\"col\" data-key=\"%s\"%s>%s</th>"
          .formatted(key, sorted ? " aria-sort=\"descending\"" : "", Html.escaped(name));
    }
  }

  private String html() {
    List<Column> head =
        List.of(
            new Column("name", "benchmark", false),
            new Column("verdict", "verdict", false),
            new Column("value", "mean of forks", false),
            new Column("spread", "forks", false),
            new Column("interval", "95 % interval of the change", false),
            new Column("change", "change", false),
            new Column("noise", "change / noise", true),
            new Column("evidence", "from", false));
    return "<div class=\"scroll\"><table class=\"rows\">\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody>\n</table></div>\n"
        .formatted(
            head.stream().map(Column::html).collect(Collectors.joining()),
            comparison.pairs().stream().sorted(ORDER).map(this::row).collect(Collectors.joining()));
  }

  private String row(Pair pair) {
    FigureKey key = pair.base().key();
    RowState state = RowState.of(pair.change());
    String name = BenchmarkNameCell.benchmark(key);
    String measured = BenchmarkNameCell.measured(key);
    String exact = ComparisonTable.row(pair).get(0);
    String words = (name + " " + measured + " " + exact).toLowerCase(Locale.ROOT);
    return "<tr data-state=\"%s\" data-name=\"%s\">%s%s%s%s</tr>\n"
        .formatted(
            state.key(),
            Html.escaped(words),
            "<td class=\"name\" title=\"%s\"><b>%s</b> <span class=\"quiet\">%s</span></td>"
                .formatted(Html.escaped(exact), breakable(name), Html.escaped(measured)),
            verdict(pair, state),
            values(pair),
            change(pair));
  }

  /** A name that breaks before a capital or a dot where it is too long. */
  private static String breakable(String name) {
    return Html.escaped(name).replaceAll("(?<=[a-z0-9])(?=[A-Z.])", "<wbr>");
  }

  private static String verdict(Pair pair, RowState state) {
    String more =
        ComparisonTable.row(pair).get(7).replaceFirst("^(" + state.words() + "(, )?)", "");
    return "<td class=\"verdict-cell\" data-value=\"%d\"><b class=\"%s\">%s</b> <span class=\"quiet\">%s</span></td>"
        .formatted(state.ordinal(), state.style(), state.words(), Html.escaped(more));
  }

  private String values(Pair pair) {
    Estimate estimate = pair.change().estimate();
    String unit = pair.base().key().unit();
    ForkStrip forks = new ForkStrip(pair);
    return "<td class=\"values\" data-value=\"%s\">%s%s</td>"
            .formatted(
                plain(estimate.base()),
                value("base", base, Numbers.value(estimate.base(), unit)),
                value("fresh", fresh, Numbers.value(estimate.fresh(), unit)))
        + "<td data-value=\"%s\" data-copy=\"%s\">%s</td>"
            .formatted(
                plain(forks.spread()),
                Html.escaped(forks.listed(base, fresh)),
                forks.svg(base, fresh));
  }

  private static String value(String side, String name, String value) {
    return "<span class=\"%s\"><i>%s</i> <b>%s</b></span> "
        .formatted(side, Html.escaped(name), Html.escaped(value));
  }

  private String change(Pair pair) {
    Estimate estimate = pair.change().estimate();
    String interval = ComparisonTable.interval(pair);
    String shown = interval.isEmpty() ? "no interval" : interval;
    String change = Numbers.change(estimate.ratio());
    return "<td data-value=\"%s\" data-copy=\"%s\">%s</td>"
            .formatted(
                plain(estimate.interval().high() - estimate.interval().low()),
                Html.escaped(shown),
                changes.svg(pair, "change %s, 95 %% interval %s".formatted(change, shown)))
        + "<td data-value=\"%s\" data-copy=\"%s\"><b>%s</b> <span class=\"quiet\">%s</span></td>"
            .formatted(plain(estimate.ratio()), change, change, Html.escaped(shown))
        + "<td data-value=\"%s\">%s</td>".formatted(plain(noiseOrder(pair)), noise(estimate))
        + "<td data-value=\"%s\">%s</td>"
            .formatted(plain(estimate.evidence().pairs()), evidence(pair));
  }

  /** Rows of unknown noise come last, those without any noise that changed first. */
  private static double noiseOrder(Pair pair) {
    double noise = pair.change().estimate().changeOverNoise();
    return Double.isNaN(noise) ? -1 : Math.min(noise, LAST);
  }

  private static String noise(Estimate estimate) {
    return Html.escaped(ChangesSection.changeOverNoise(estimate.changeOverNoise()));
  }

  /** What the interval comes from, and the p value where there is one. */
  private static String evidence(Pair pair) {
    String p = ComparisonTable.row(pair).get(5);
    return "<b>%s</b> <span class=\"quiet\">%s</span>"
        .formatted(
            counted(pair.change().estimate().evidence()),
            p.isEmpty() ? "no test" : "p " + Html.escaped(p));
  }

  private static String counted(SampleSize evidence) {
    int base = evidence.base();
    int fresh = evidence.fresh();
    if (evidence.kind() == SampleSize.Kind.ROUNDS) {
      return base + " rounds";
    }
    return base == fresh
        ? base + (base == 1 ? " fork each" : " forks each")
        : base + " and " + fresh + " forks";
  }

  /** A number that a row is sorted by; what is not finite comes after all that is. */
  private static String plain(double value) {
    return BigDecimal.valueOf(Double.isFinite(value) ? value : LAST).toPlainString();
  }
}
