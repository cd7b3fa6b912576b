package dev.kexbench.results.render;

import java.util.ArrayList;
import java.util.List;

/** Lines in columns: the first to the left, the others to the right. The first line is the head. */
final class TextTable {
  private static final String GAP = "   ";

  private final List<List<String>> lines = new ArrayList<>();

  TextTable(String... head) {
    lines.add(List.of(head));
  }

  TextTable add(String... cells) {
    if (cells.length != lines.get(0).size()) {
      throw new IllegalArgumentException("the table has " + lines.get(0).size() + " columns");
    }
    lines.add(List.of(cells));
    return this;
  }

  boolean isEmpty() {
    return lines.size() == 1;
  }

  /** The table, each line ended. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      text.append(padded(line).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String padded(List<String> line) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < line.size(); column++) {
      String blanks = " ".repeat(width(column) - line.get(column).length());
      text.append(column == 0 ? line.get(0) + blanks : GAP + blanks + line.get(column));
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
