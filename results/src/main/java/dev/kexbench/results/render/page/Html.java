package dev.kexbench.results.render.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of a page. Text that is given is escaped, HTML is not. */
final class Html {
  private Html() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String heading(String text) {
    return "<h2>" + escaped(text) + "</h2>\n";
  }

  static String subheading(String text) {
    return "<h3>" + escaped(text) + "</h3>\n";
  }

  /** A section that is collapsed until its heading is pressed. */
  static String collapsed(String heading, String html) {
    return "<details class=\"section\"><summary><h2>%s</h2></summary>\n%s</details>\n"
        .formatted(escaped(heading), html);
  }

  static String paragraph(String style, String text) {
    return "<p class=\"%s\">%s</p>\n".formatted(style, escaped(text));
  }

  static String list(List<String> lines) {
    return lines.isEmpty()
        ? ""
        : lines.stream()
            .map(line -> "<li>" + escaped(line) + "</li>\n")
            .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
  }

  /** Details of what stands above, which are collapsed until their name is pressed. */
  static String folded(String name, String html) {
    return "<details class=\"data\"><summary>%s</summary>\n%s</details>\n"
        .formatted(escaped(name), html);
  }

  /** A figure in large letters, what it is, and a remark, which may be empty. */
  static String tile(String figure, String what, String remark) {
    return "<div class=\"tile\"><span>%s</span><b>%s</b><span class=\"quiet\">%s</span></div>\n"
        .formatted(escaped(what), escaped(figure), escaped(remark));
  }

  static String tiles(List<String> tiles) {
    return "<div class=\"tiles\">\n" + String.join("", tiles) + "</div>\n";
  }

  /** Where a chart is drawn, under its caption; arrow keys move along it. */
  static String chart(Drawing chart, String caption) {
    String text = escaped(caption);
    return ("<figure>\n<figcaption>%s</figcaption>\n"
            + "<div class=\"chart\" id=\"%s\" tabindex=\"0\" role=\"img\" aria-label=\"%s\"></div>\n"
            + "</figure>\n")
        .formatted(text, chart.id(), text);
  }

  /** Charts next to each other, where there is room for that. */
  static String grid(String charts) {
    return "<div class=\"grid\">\n" + charts + "</div>\n";
  }

  /** A bar from a place to another, as shares of its width. */
  static String bar(double from, double to, String title) {
    return "<div class=\"bar\" title=\"%s\"><span style=\"left:%s;width:%s\"></span></div>"
        .formatted(escaped(title), percent(from), percent(to - from));
  }

  /**
   * A bar from the left with the interval that its end is uncertain by; all shares of its width.
   */
  static String bar(double to, double low, double high) {
    return ("<div class=\"bar\"><span class=\"value\" style=\"width:%s\"></span>"
            + "<span class=\"range\" style=\"left:%s;width:%s\"></span></div>")
        .formatted(percent(to), percent(low), percent(high - low));
  }

  /** A bar that is cut because it would be far too long. */
  static String cutBar(String title) {
    return "<div class=\"bar\" title=\"%s\"><span class=\"cut\"></span></div>"
        .formatted(escaped(title));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * Math.max(0, Math.min(1, share)));
  }
}
