package dev.kexbench.results.render.page;

import dev.kexbench.results.render.page.HtmlTable.Cell;
import java.util.List;

/** One table as a page. */
public final class TablePage {
  private TablePage() {}

  /**
   * The page: one file, as HTML.
   *
   * @param lines of as many cells as the head has
   * @param note what stands below the table
   */
  public static String of(String title, List<String> head, List<List<String>> lines, String note) {
    String body =
        "<h1>%s</h1>\n".formatted(Html.escaped(title))
            + table(head, lines)
            + Html.paragraph("quiet", note);
    return new Page(title, body, List.of()).html();
  }

  static String table(List<String> head, List<List<String>> lines) {
    HtmlTable table = new HtmlTable(head);
    lines.forEach(line -> table.add(line.stream().map(Cell::text).toList()));
    return table.html();
  }
}
