package dev.kexbench.results.render;

import java.util.List;
import java.util.stream.Collectors;

/** Cells as a table of Markdown: a column of words, then figures. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** The table after an empty line, each line ended. */
  public static String of(List<String> head, List<List<String>> lines) {
    String rule = "|---" + "|---:".repeat(head.size() - 1) + "|\n";
    return lines.stream()
        .map(MarkdownTable::line)
        .collect(Collectors.joining("", "\n" + line(head) + rule, ""));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> escaped(cell.strip()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** These characters mean something in Markdown wherever they stand. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("[\\\\|~`*\\[\\]]", "\\\\$0");
  }
}
