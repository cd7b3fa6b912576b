package dev.kexbench.results.render.page;

import dev.kexbench.results.render.ExchangeTrait;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Exchanges as lines of a table that can be sorted: name, marks of its properties, figures, and
 * bars for some of them. The first column with a bar sorts the lines at first, the best one first.
 */
public final class ExchangeBars {
  private final List<Column> columns;
  private final List<Line> lines;

  /** A table with one value in each line for each column. */
  public ExchangeBars(List<Column> columns, List<Line> lines) {
    this.columns = List.copyOf(columns);
    this.lines = lines.stream().sorted(order()).toList();
  }

  /** How a column shows its values. */
  public enum Bars {
    /** As text only. */
    NONE,
    /** Bars that begin at 0; the longest is the best one. */
    FROM_ZERO,
    /** Bars on a logarithmic scale; the shortest is the best one. */
    LOGARITHMIC
  }

  /**
   * A column.
   *
   * @param name what its values are, in words
   */
  public record Column(String name, Bars bars) {}

  /**
   * A value of a line.
   *
   * @param value what it is sorted and drawn by; null for words
   * @param text with its unit
   * @param range that the value is uncertain by, or null
   */
  public record Value(Double value, String text, Range range) {
    /** A value without a range. */
    public Value(Double value, String text) {
      this(value, text, null);
    }
  }

  /**
   * A range that is drawn as a whisker.
   *
   * @param text what it is, in words
   */
  public record Range(double low, double high, String text) {}

  /**
   * A line.
   *
   * @param exchange its name
   * @param traits the properties that the exchange has
   * @param note stands below the name, as HTML; empty for none
   * @param usable whether its figures may be used
   * @param values one for each column
   */
  public record Line(
      String exchange,
      List<ExchangeTrait> traits,
      String note,
      boolean usable,
      List<Value> values) {}

  private Comparator<Line> order() {
    return sorted()
        .map(
            column -> {
              Comparator<Line> byValue =
                  Comparator.comparing(
                      line -> line.values().get(column).value(),
                      Comparator.nullsFirst(Comparator.naturalOrder()));
              return descending(column) ? byValue.reversed() : byValue;
            })
        .orElse((one, other) -> 0);
  }

  private Optional<Integer> sorted() {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).bars() != Bars.NONE)
        .boxed()
        .findFirst();
  }

  private boolean descending(int column) {
    return columns.get(column).bars() == Bars.FROM_ZERO;
  }

  /** A page of its own: one file, as HTML. */
  public String page(String title, String circumstances, String caption) {
    String body =
        "<h1>%s</h1>\n".formatted(Html.escaped(title))
            + Html.paragraph("quiet", circumstances)
            + html(caption);
    return new Page(title, body, List.of()).html();
  }

  /** The table in its frame, below a caption, and a legend of the marks below it. */
  String html(String caption) {
    List<BarScale> scales =
        IntStream.range(0, columns.size())
            .mapToObj(i -> BarScale.of(columns.get(i).bars(), values(i)))
            .toList();
    String head =
        IntStream.range(0, columns.size())
            .mapToObj(i -> head(i, scales.get(i)))
            .collect(
                Collectors.joining(
                    "", "<th scope=\"col\" role=\"columnheader\">exchange</th>", ""));
    String body = lines.stream().map(line -> line(line, scales)).collect(Collectors.joining());
    return ("<div class=\"scroll exchanges\"><table role=\"table\">\n<caption>%s</caption>\n"
                + "<thead role=\"rowgroup\"><tr role=\"row\">%s</tr></thead>\n"
                + "<tbody role=\"rowgroup\">\n%s</tbody>\n</table></div>\n")
            .formatted(Html.escaped(caption), head, body)
        + legend();
  }

  private List<Value> values(int column) {
    return lines.stream().map(line -> line.values().get(column)).toList();
  }

  private String head(int column, BarScale scale) {
    String order =
        sorted().filter(first -> first == column).isEmpty()
            ? ""
            : " aria-sort=\"%s\"".formatted(descending(column) ? "descending" : "ascending");
    String axis = scale == null ? "" : scale.axis();
    return "<th scope=\"col\" role=\"columnheader\"%s%s>%s%s</th>"
        .formatted(
            scale == null ? "" : " class=\"barred\"",
            order,
            Html.escaped(columns.get(column).name()),
            axis);
  }

  private String line(Line line, List<BarScale> scales) {
    List<String> cells = new ArrayList<>();
    cells.add(
        "<td role=\"rowheader\" data-value=\"%s\"><b>%s</b> %s%s</td>"
            .formatted(
                Html.escaped(line.exchange()),
                Html.escaped(line.exchange()),
                marks(line.traits()),
                line.note()));
    for (int i = 0; i < columns.size(); i++) {
      cells.add(cell(columns.get(i), line.values().get(i), scales.get(i)));
    }
    String style = line.usable() ? "" : " class=\"unusable\"";
    return "<tr role=\"row\"%s>%s</tr>\n".formatted(style, String.join("", cells));
  }

  private static String cell(Column column, Value value, BarScale scale) {
    String sorted =
        value.value() == null
            ? ""
            : " data-value=\"" + BigDecimal.valueOf(value.value()).toPlainString() + "\"";
    String bar = scale == null || value.value() == null ? "" : scale.bar(value);
    return "<td role=\"cell\"%s data-name=\"%s\"%s><span>%s</span>%s</td>"
        .formatted(
            scale == null ? "" : " class=\"barred\"",
            Html.escaped(column.name()),
            sorted,
            Html.escaped(value.text().isEmpty() ? "–" : value.text()),
            bar);
  }

  /** A mark is short to the eye, and its full name to a screen reader. */
  private static String marks(List<ExchangeTrait> traits) {
    return traits.stream()
        .map(ExchangeBars::mark)
        .collect(Collectors.joining(" ", "<span class=\"marks\">", "</span>"));
  }

  private static String mark(ExchangeTrait trait) {
    String name = Html.escaped(trait.name());
    return "<span class=\"mark\" role=\"img\" aria-label=\"%s\" title=\"%s\">%s</span>"
        .formatted(name, name, Html.escaped(trait.mark()));
  }

  private String legend() {
    return lines.stream()
        .flatMap(line -> line.traits().stream())
        .distinct()
        .map(
            trait ->
                "<li>%s <span><b>%s</b>%s</span></li>\n"
                    .formatted(
                        "<span class=\"mark\" aria-hidden=\"true\">"
                            + Html.escaped(trait.mark())
                            + "</span>",
                        Html.escaped(trait.name()),
                        Html.escaped(trait.meaning().isEmpty() ? "" : ": " + trait.meaning())))
        .collect(Collectors.joining("", "<ul class=\"legend marked\">\n", "</ul>\n"))
        .replace("<ul class=\"legend marked\">\n</ul>\n", "");
  }
}
