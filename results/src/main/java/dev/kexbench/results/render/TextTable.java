package dev.kexbench.results.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lines in columns: words to the left, figures to the right. The first line is the head. */
public final class TextTable {
  private static final String GAP = "   ";

  private final List<List<String>> lines = new ArrayList<>();

  private final int words;

  /** One column of words, then figures. */
  TextTable(String... head) {
    this(1, List.of(head));
  }

  /** {@code words} columns of words, then figures. */
  public TextTable(int words, List<String> head) {
    this.words = words;
    lines.add(List.copyOf(head));
  }

  TextTable add(String... cells) {
    return add(List.of(cells));
  }

  /** A line with as many cells as the head has. */
  public TextTable add(List<String> cells) {
    if (cells.size() != lines.get(0).size()) {
      throw new IllegalArgumentException("the table has " + lines.get(0).size() + " columns");
    }
    lines.add(List.copyOf(cells));
    return this;
  }

  boolean isEmpty() {
    return lines.size() == 1;
  }

  /** The table, each line ended. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int[] widths = IntStream.range(0, lines.get(0).size()).map(this::width).toArray();
    for (List<String> line : lines) {
      text.append(padded(line, widths).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String padded(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < line.size(); column++) {
      String cell = line.get(column);
      String blanks = " ".repeat(widths[column] - cell.length());
      text.append(column == 0 ? "" : GAP).append(column < words ? cell + blanks : blanks + cell);
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
