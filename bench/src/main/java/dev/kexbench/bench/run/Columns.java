package dev.kexbench.bench.run;

import java.util.ArrayList;
import java.util.List;

/** Lines in columns: the first few to the left, figures to the right. */
final class Columns {
  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();
  private final int words;

  /** {@code words} columns go to the left. */
  Columns(int words) {
    this.words = words;
  }

  void add(List<String> cells) {
    lines.add(cells);
  }

  /** All lines, each ended. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        padded.append(column == 0 ? "" : GAP).append(padded(line.get(column), column));
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String padded(String cell, int column) {
    int width = lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    String blanks = " ".repeat(width - cell.length());
    return column < words ? cell + blanks : blanks + cell;
  }
}
