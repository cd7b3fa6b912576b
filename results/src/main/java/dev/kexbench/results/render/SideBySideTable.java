package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.compare.SideBySide.Line;
import dev.kexbench.results.compare.SideBySide.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sides next to each other as tables: their cells for every format, as text and as Markdown. */
public final class SideBySideTable {
  private SideBySideTable() {}

  /** The tables as text, each below what its lines share, and a line that explains them. */
  public static String text(SideBySide sideBySide) {
    StringBuilder text = new StringBuilder();
    head(sideBySide, line -> text.append("  ").append(line).append('\n'));
    sideBySide.tables().forEach(table -> text.append(text(sideBySide, table)));
    return text.append(explanation(sideBySide)).append('\n').toString();
  }

  private static String text(SideBySide sideBySide, Table table) {
    TextTable lines = new TextTable(1, head(sideBySide));
    table.lines().forEach(line -> lines.add(cells(sideBySide, line)));
    String heading = heading(table);
    return heading.isEmpty() ? lines.text() : heading + "\n" + lines.text() + "\n";
  }

  /** The same as Markdown. */
  public static String markdown(SideBySide sideBySide) {
    StringBuilder text = new StringBuilder();
    head(sideBySide, line -> text.append("- ").append(MarkdownTable.escaped(line)).append('\n'));
    sideBySide.tables().forEach(table -> text.append(markdown(sideBySide, table)));
    String explanation = MarkdownTable.escaped(explanation(sideBySide));
    return text.append('\n').append(explanation).append('\n').toString();
  }

  private static String markdown(SideBySide sideBySide, Table table) {
    List<List<String>> lines = table.lines().stream().map(line -> cells(sideBySide, line)).toList();
    String heading = heading(table);
    String title = heading.isEmpty() ? "" : "\n**" + MarkdownTable.escaped(heading) + "**\n";
    return title + MarkdownTable.of(head(sideBySide), lines);
  }

  /** Passes on what heads the tables: the sides, then the notes. */
  public static void head(SideBySide sideBySide, Consumer<String> line) {
    SideText.lines(sideBySide).forEach(line);
    notes(sideBySide).forEach(line);
  }

  /** What the cells of a line are: the figure, the first side's value, and two for every other. */
  public static List<String> head(SideBySide sideBySide) {
    List<String> head = new ArrayList<>(List.of("figure", BenchmarkNames.value(sideBySide.base())));
    sideBySide
        .others()
        .keySet()
        .forEach(name -> head.addAll(List.of(BenchmarkNames.value(name), "change")));
    return head;
  }

  /** What all lines of a table share; empty where there is no such thing. */
  public static String heading(Table table) {
    return ComparisonTable.name(table.heading());
  }

  /** A line, in the order of {@link #head}. */
  public static List<String> cells(SideBySide sideBySide, Line line) {
    String unit = line.key().unit();
    List<String> cells = new ArrayList<>();
    cells.add(ComparisonTable.name(line.key()));
    cells.add(Numbers.value(line.base().value(), unit));
    for (String name : sideBySide.others().keySet()) {
      Pair pair = line.pairs().get(name);
      cells.add(pair == null ? "" : Numbers.value(pair.fresh().value(), unit));
      cells.add(pair == null ? "" : change(pair.change()));
    }
    return cells;
  }

  /** What stands in the way of the comparisons, or should be known before they are read. */
  public static List<String> notes(SideBySide sideBySide) {
    return sideBySide.others().entrySet().stream()
        .flatMap(
            side ->
                ComparisonTable.notes(side.getValue(), sideBySide.base(), side.getKey()).stream())
        .distinct()
        .toList();
  }

  /** What the marks in the cells mean. */
  public static String explanation(SideBySide sideBySide) {
    return "change from %s; ~ within the margin, ? undecided"
        .formatted(BenchmarkNames.value(sideBySide.base()));
  }

  private static String change(Change change) {
    if (change instanceof Change.Equivalent) {
      return "~";
    }
    String mark = change instanceof Change.Undecided ? " ?" : "  ";
    return Numbers.change(change.estimate().ratio()) + mark;
  }
}
