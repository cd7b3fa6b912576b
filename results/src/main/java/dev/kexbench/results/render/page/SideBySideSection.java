package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.SideBySideTable;
import dev.kexbench.results.render.page.HtmlTable.Cell;

/** The figures of all sides next to each other, without verdicts. */
final class SideBySideSection {
  private SideBySideSection() {}

  /** The tables with their headings, and what their columns are, as HTML. */
  static String of(SideBySide sideBySide) {
    StringBuilder html = new StringBuilder();
    for (SideBySide.Table table : sideBySide.tables()) {
      String heading = SideBySideTable.heading(table);
      HtmlTable shown = new HtmlTable(SideBySideTable.head(sideBySide));
      table
          .lines()
          .forEach(
              line ->
                  shown.add(
                      SideBySideTable.cells(sideBySide, line).stream().map(Cell::text).toList()));
      html.append(Html.heading(heading.isEmpty() ? "Side by side" : heading)).append(shown.html());
    }
    return html + Html.paragraph("quiet", SideBySideTable.explanation(sideBySide));
  }
}
