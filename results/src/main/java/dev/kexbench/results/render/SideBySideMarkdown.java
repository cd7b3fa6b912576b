package dev.kexbench.results.render;

import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.compare.SideBySide.Table;
import java.util.List;

/** Sides next to each other, for a discussion on the web. */
public final class SideBySideMarkdown {
  private SideBySideMarkdown() {}

  /** The tables, each under what its lines share, and a line that explains them. */
  public static String of(SideBySide sideBySide) {
    StringBuilder text = new StringBuilder();
    SideBySideTable.notes(sideBySide)
        .forEach(note -> text.append("- ").append(MarkdownTable.escaped(note)).append('\n'));
    sideBySide.tables().forEach(table -> text.append(text(sideBySide, table)));
    String explanation = MarkdownTable.escaped(SideBySideTable.explanation(sideBySide));
    return text.append('\n').append(explanation).append('\n').toString();
  }

  private static String text(SideBySide sideBySide, Table table) {
    List<List<String>> lines =
        table.lines().stream().map(line -> SideBySideTable.cells(sideBySide, line)).toList();
    String heading = SideBySideTable.heading(table);
    String title = heading.isEmpty() ? "" : "\n**" + MarkdownTable.escaped(heading) + "**\n";
    return title + MarkdownTable.of(SideBySideTable.head(sideBySide), lines);
  }
}
