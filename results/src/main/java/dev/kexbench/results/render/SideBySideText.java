package dev.kexbench.results.render;

import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.compare.SideBySide.Table;

/** Sides next to each other, for a terminal. */
public final class SideBySideText {
  private SideBySideText() {}

  /** The tables, each under what its lines share, and a line that explains them. */
  public static String of(SideBySide sideBySide) {
    StringBuilder text = new StringBuilder();
    SideBySideTable.notes(sideBySide).forEach(note -> text.append("  ").append(note).append('\n'));
    sideBySide.tables().forEach(table -> text.append(text(sideBySide, table)));
    return text.append(SideBySideTable.explanation(sideBySide)).append('\n').toString();
  }

  private static String text(SideBySide sideBySide, Table table) {
    TextTable lines = new TextTable(1, SideBySideTable.head(sideBySide));
    table.lines().forEach(line -> lines.add(SideBySideTable.cells(sideBySide, line)));
    String heading = SideBySideTable.heading(table);
    return heading.isEmpty() ? lines.text() : heading + "\n" + lines.text() + "\n";
  }
}
