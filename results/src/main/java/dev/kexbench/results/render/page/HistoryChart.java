package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.FigureLine;
import dev.kexbench.results.compare.FigureLine.Level;
import dev.kexbench.results.compare.FigureLine.Point;
import dev.kexbench.results.compare.FigureLine.Shift;
import dev.kexbench.results.render.HistoryText;
import dev.kexbench.results.render.Numbers;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One figure of a history as a small chart that needs no script. */
final class HistoryChart {
  private static final double WIDTH = 320;
  private static final double HEIGHT = 120;
  private static final double MARGIN = 8;

  /** Below the dots, for the days of the first and the last result. */
  private static final double BOTTOM = 18;

  /** Above the dots, for the range of the values. */
  private static final double TOP = 24;

  /** The smallest range that fills the height, as a share of the values: noise looks like noise. */
  private static final double LEAST_RANGE = 0.1;

  private final FigureLine line;
  private final double low;
  private final double range;

  HistoryChart(FigureLine line) {
    this.line = line;
    double least = line.points().stream().mapToDouble(Point::value).min().orElseThrow();
    double most = line.points().stream().mapToDouble(Point::value).max().orElseThrow();
    double shown = Math.max(most - least, LEAST_RANGE * Math.max(Math.abs(most), Math.abs(least)));
    this.range = shown == 0 ? 1 : shown;
    this.low = (most + least) / 2 - range / 2;
  }

  /** The chart; {@code name} is read aloud in its place. */
  String svg(String name) {
    return ("<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n%s"
            + "<path class=\"dots\" d=\"%s\"/>\n%s%s</svg>\n")
        .formatted(
            number(WIDTH), number(HEIGHT), Html.escaped(name), marks(), dots(), levels(), labels());
  }

  private String dots() {
    return IntStream.range(0, line.points().size())
        .mapToObj(i -> "M%s %sh0".formatted(x(i), y(line.points().get(i).value())))
        .collect(Collectors.joining());
  }

  private String levels() {
    StringBuilder html = new StringBuilder();
    int from = 0;
    for (Level level : line.levels()) {
      int to = from + level.results();
      html.append(
          "<path class=\"level\" d=\"M%s %sH%s\"/>\n"
              .formatted(x(from), y(level.median()), x(to - 1)));
      from = to;
    }
    return html.toString();
  }

  private String marks() {
    StringBuilder html = new StringBuilder();
    for (Shift shift : line.shifts()) {
      String title = HistoryText.named(shift.since()) + ": " + HistoryText.change(line, shift);
      html.append(
          "<path class=\"mark %s\" d=\"M%s %sV%s\"><title>%s</title></path>\n"
              .formatted(
                  shift.improved() ? "good" : "bad",
                  x(shift.at()),
                  number(TOP - 6),
                  number(HEIGHT - BOTTOM + 4),
                  Html.escaped(title)));
    }
    return html.toString();
  }

  private String labels() {
    int last = line.points().size() - 1;
    String unit = line.key().unit();
    String ends = Numbers.value(low, unit) + " to " + Numbers.value(low + range, unit);
    return text("start", TOP - 12, ends)
        + text("start", HEIGHT - 4, day(line.points().get(0)))
        + text("end", HEIGHT - 4, day(line.points().get(last)));
  }

  private static String day(Point point) {
    return point.result().time().toString().substring(0, 10);
  }

  private static String text(String anchor, double y, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
        .formatted(
            number(anchor.equals("start") ? MARGIN : WIDTH - MARGIN),
            number(y),
            anchor,
            Html.escaped(text));
  }

  private String x(int index) {
    double share = index / (double) (line.points().size() - 1);
    return number(MARGIN + share * (WIDTH - 2 * MARGIN));
  }

  private String y(double value) {
    double share = (value - low) / range;
    return number(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP));
  }

  private static String number(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
