package dev.kexbench.results.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for a terminal that is not wider than {@link WrappedText#WIDTH} characters as long as
 * leaving out columns achieves that.
 */
public final class NarrowTable {
  private final int words;
  private final List<String> head;
  private final List<List<String>> lines;

  /**
   * A table.
   *
   * @param words the number of first columns that are words; the last one is, too
   * @param head a name for each column
   * @param lines of as many cells as the head has
   */
  public NarrowTable(int words, List<String> head, List<List<String>> lines) {
    this.words = words;
    this.head = List.copyOf(head);
    this.lines = List.copyOf(lines);
  }

  /** The table as text, each line ended. */
  public String text() {
    TextTable table = new TextTable(words, filled(head));
    lines.forEach(line -> table.add(filled(line)));
    return table.text();
  }

  /** The names of the columns. */
  List<String> head() {
    return head;
  }

  /**
   * The table without as many of these columns as it takes to fit.
   *
   * @param dispensable names of columns; the first one is left out first
   */
  public NarrowTable without(List<String> dispensable) {
    NarrowTable narrow = this;
    for (String column : dispensable) {
      if (narrow.fits()) {
        break;
      }
      narrow = narrow.without(column);
    }
    return narrow;
  }

  private boolean fits() {
    return text()
        .lines()
        .allMatch(line -> line.codePointCount(0, line.length()) <= WrappedText.WIDTH);
  }

  private NarrowTable without(String column) {
    int at = head.indexOf(column);
    return at < 0
        ? this
        : new NarrowTable(
            words, without(head, at), lines.stream().map(line -> without(line, at)).toList());
  }

  private static List<String> without(List<String> cells, int at) {
    List<String> others = new ArrayList<>(cells);
    others.remove(at);
    return others;
  }

  /** Words of equal length stand to the left, also in a column of figures. */
  private List<String> filled(List<String> cells) {
    int last = cells.size() - 1;
    int width =
        Math.max(
            head.get(last).length(),
            lines.stream().mapToInt(line -> line.get(last).length()).max().orElse(0));
    List<String> filled = new ArrayList<>(cells);
    filled.set(last, cells.get(last) + " ".repeat(width - cells.get(last).length()));
    return filled;
  }
}
