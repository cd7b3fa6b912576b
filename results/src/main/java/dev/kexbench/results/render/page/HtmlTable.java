package dev.kexbench.results.render.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table whose columns can be sorted. */
final class HtmlTable {
  private final List<String> head;
  private final List<List<Cell>> lines = new ArrayList<>();

  HtmlTable(List<String> head) {
    this.head = List.copyOf(head);
  }

  /**
   * A cell.
   *
   * @param html what it shows
   * @param value what it is sorted by; null for its text
   * @param words whether it is to be read as a sentence is, and not as a figure
   */
  record Cell(String html, Double value, boolean words) {
    static Cell text(String text) {
      return new Cell(Html.escaped(text), null, false);
    }

    static Cell words(String text) {
      return new Cell(Html.escaped(text), null, true);
    }

    static Cell figure(String text, double value) {
      return new Cell(Html.escaped(text), Double.isFinite(value) ? value : null, false);
    }

    static Cell html(String html) {
      return new Cell(html, null, false);
    }

    private String shown() {
      String sorted =
          value == null ? "" : " data-value=\"" + BigDecimal.valueOf(value).toPlainString() + "\"";
      return "<td" + (words ? " class=\"words\"" : "") + sorted + ">" + html + "</td>";
    }
  }

  /** A line with as many cells as the head has. */
  HtmlTable add(List<Cell> cells) {
    if (cells.size() != head.size()) {
      throw new IllegalArgumentException("the table has " + head.size() + " columns");
    }
    lines.add(List.copyOf(cells));
    return this;
  }

  /** Two columns of words. */
  static String facts(List<String> head, List<List<String>> facts) {
    HtmlTable table = new HtmlTable(head);
    facts.forEach(line -> table.add(line.stream().map(Cell::words).toList()));
    return table.html();
  }

  /** The table, in a frame that can be scrolled where it is too wide. */
  String html() {
    String names =
        IntStream.range(0, head.size()).mapToObj(this::name).collect(Collectors.joining());
    String body =
        lines.stream()
            .map(
                line ->
                    line.stream()
                        .map(Cell::shown)
                        .collect(Collectors.joining("", "<tr>", "</tr>\n")))
            .collect(Collectors.joining());
    return "<div class=\"scroll\"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody>\n</table></div>\n"
        .formatted(names, body);
  }

  /** Above words a name stands as they do. */
  private String name(int column) {
    boolean words = !lines.isEmpty() && lines.get(0).get(column).words();
    String style = words ? " class=\"words\"" : "";
    return "<th scope=\"col\"" + style + ">" + Html.escaped(head.get(column)) + "</th>";
  }
}
