package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.Estimate;
import java.util.List;
import java.util.Locale;

/**
 * The change of a figure with its interval, over the margin that it may move by. All charts of a
 * comparison have one scale, which is finer around no change.
 *
 * @param comparison whose figures are shown
 * @param reach how far the scale reaches to both sides of no change, as a share
 */
record ChangeStrip(Comparison comparison, double reach) {
  private static final int WIDTH = 150;
  private static final int HEIGHT = ForkStrip.HEIGHT;
  private static final int MIDDLE = 20;
  private static final int FOOT = HEIGHT - 15;
  private static final int MARGIN = 9;
  private static final List<Double> REACHES = List.of(0.02, 0.05, 0.1, 0.2, 0.5);

  /** Up to here the scale is nearly linear, beyond it nearly logarithmic. */
  private static final double LEAST_LINEAR = 0.01;

  /** Ticks that have no text. */
  static final double TICK = 0.1;

  /** The charts of a comparison. */
  static ChangeStrip of(Comparison comparison) {
    double wanted =
        comparison.pairs().stream()
            .mapToDouble(ChangeStrip::end)
            .reduce(1.5 * comparison.margin().share(), Math::max);
    return new ChangeStrip(
        comparison, REACHES.stream().filter(each -> each >= wanted).findFirst().orElse(1.0));
  }

  /** How far a figure, with its interval, reaches from no change. */
  private static double end(Pair pair) {
    Estimate estimate = pair.change().estimate();
    ConfidenceInterval interval = estimate.interval();
    return interval.isUnbounded()
        ? Math.abs(estimate.ratio() - 1)
        : Math.max(Math.abs(interval.low() - 1), Math.abs(interval.high() - 1));
  }

  /** The chart; {@code words} are read aloud in its place. */
  String svg(Pair pair, String words) {
    Estimate estimate = pair.change().estimate();
    String style = RowState.of(pair.change()).style();
    return ("<svg class=\"strip change %s\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\""
            + " role=\"img\" aria-label=\"%s\">\n%s%s%s%s</svg>")
        .formatted(
            style,
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            Html.escaped(words),
            margin(comparison.allowed(pair)),
            axis(),
            interval(estimate.interval()),
            point(estimate.ratio()));
  }

  private String margin(double allowed) {
    double left = x(1 - allowed);
    return "<rect class=\"margin\" x=\"%s\" y=\"2\" width=\"%s\" height=\"%s\"/>"
        .formatted(number(left), number(x(1 + allowed) - left), FOOT - 2);
  }

  private String axis() {
    String ticks =
        reach > TICK
            ? "M%s %sv4M%s %sv4".formatted(number(x(1 - TICK)), FOOT, number(x(1 + TICK)), FOOT)
            : "";
    return "<path class=\"axis\" d=\"M0 %sH%sM%s 2V%s%s\"/>%s%s%s\n"
        .formatted(
            FOOT,
            WIDTH,
            WIDTH / 2,
            FOOT + 4,
            ticks,
            text("start", 0, -reach),
            text("middle", WIDTH / 2, 0),
            text("end", WIDTH, reach));
  }

  private static String text(String anchor, double x, double change) {
    String text = change == 0 ? "0" : String.format(Locale.ROOT, "%+.0f %%", 100 * change);
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
        .formatted(number(x), HEIGHT - 1, anchor, text);
  }

  /** The interval with its ends, of which one beyond the scale is an arrow; dashes if unbounded. */
  private String interval(ConfidenceInterval interval) {
    if (interval.isUnbounded()) {
      return "<path class=\"unknown\" d=\"M0 %1$sH%2$s\"/>".formatted(MIDDLE, WIDTH);
    }
    double low = x(interval.low());
    double high = x(interval.high());
    return "<path class=\"interval\" d=\"M%s %sH%s\"/>%s%s"
        .formatted(
            number(low),
            MIDDLE,
            number(high),
            end(interval.low(), low),
            end(interval.high(), high));
  }

  private String end(double ratio, double x) {
    if (Math.abs(ratio - 1) <= reach) {
      return "<path class=\"interval\" d=\"M%s %sv10\"/>".formatted(number(x), MIDDLE - 5);
    }
    int outwards = ratio < 1 ? -1 : 1;
    return "<path class=\"arrow\" d=\"M%s %sv10l%s -5z\"/>"
        .formatted(number(x), MIDDLE - 5, outwards * 7);
  }

  private String point(double ratio) {
    return Math.abs(ratio - 1) > reach
        ? ""
        : "<circle cx=\"%s\" cy=\"%s\" r=\"4\"><title>%s</title></circle>"
            .formatted(number(x(ratio)), MIDDLE, Numbers.change(ratio));
  }

  /** Where a ratio stands, from the left; beyond the scale, at its end. */
  private double x(double ratio) {
    double share = Math.max(-1, Math.min(1, scaled(ratio - 1) / scaled(reach)));
    return WIDTH / 2.0 + share * (WIDTH / 2.0 - MARGIN);
  }

  /** The inverse hyperbolic sine, which has no pole at 0 as a logarithm has. */
  private double scaled(double change) {
    double x = change / Math.max(LEAST_LINEAR, comparison.margin().share());
    return Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1));
  }

  private static String number(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
