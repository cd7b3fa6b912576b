package dev.kexbench.results.render.page;

import dev.kexbench.results.render.page.HtmlTable.Cell;
import java.util.List;

/** A table of texts on a page. */
final class TablePage {
  private TablePage() {}

  static String table(List<String> head, List<List<String>> lines) {
    HtmlTable table = new HtmlTable(head);
    lines.forEach(line -> table.add(line.stream().map(Cell::text).toList()));
    return table.html();
  }
}
