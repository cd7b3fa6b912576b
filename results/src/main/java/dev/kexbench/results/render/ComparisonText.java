package dev.kexbench.results.render;

import dev.kexbench.results.compare.Comparison;

/** A comparison for a terminal. */
public final class ComparisonText {
  private ComparisonText() {}

  /** The comparison as text; every line is ended. The first line is the verdict. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder(ComparisonTable.verdict(comparison)).append('\n');
    ComparisonTable.notes(comparison).forEach(note -> text.append("  ").append(note).append('\n'));
    TextTable table = new TextTable(ComparisonTable.HEAD.toArray(String[]::new));
    ComparisonTable.rows(comparison).forEach(row -> table.add(row.toArray(String[]::new)));
    return table.isEmpty() ? text.toString() : text.append('\n').append(table.text()).toString();
  }
}
