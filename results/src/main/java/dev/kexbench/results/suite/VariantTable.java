package dev.kexbench.results.suite;

import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.compare.SideBySide.Line;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.SideBySideTable;
import dev.kexbench.results.render.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scores of variants that were measured in the same rounds, or the CPU times of duets, each
 * compared with the first: the same changes and intervals as on the comparison's page.
 */
public final class VariantTable {
  private static final String INTERVAL = "95 % interval";

  private final SideBySide variants;

  private VariantTable(SideBySide variants) {
    this.variants = variants;
  }

  /**
   * The table with its notes, and a line that explains it.
   *
   * @param variants the results of each variant by its name
   * @param order of the rows
   */
  public static String of(SideBySide variants, List<Row> order) {
    return new VariantTable(variants).text(order);
  }

  private String text(List<Row> order) {
    TextTable table = new TextTable(1, head());
    scores()
        .sorted(Comparator.comparingInt(line -> order.indexOf(Row.of(line.key()))))
        .forEach(line -> table.add(cells(line)));
    StringBuilder text = new StringBuilder();
    SideBySideTable.head(variants, line -> text.append("  ").append(line).append('\n'));
    return text.append(table.text())
        .append(SideBySideTable.explanation(variants))
        .append('\n')
        .toString();
  }

  private Stream<Line> scores() {
    String main = variants.sides().get(variants.base()).mainFigure();
    return variants.tables().stream()
        .flatMap(table -> table.lines().stream())
        .filter(line -> line.key().figure().equals(main));
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("", variants.base()));
    variants.others().keySet().forEach(name -> head.addAll(List.of(name, "change", INTERVAL)));
    return head;
  }

  private List<String> cells(Line line) {
    List<String> shared = SideBySideTable.cells(variants, line);
    List<String> cells = new ArrayList<>(List.of(Row.of(line.key()).label(), shared.get(1)));
    int at = 2;
    for (String name : variants.others().keySet()) {
      cells.addAll(shared.subList(at, at + 2));
      cells.add(interval(line, name));
      at += 2;
    }
    return cells;
  }

  /** Empty if the variant has no such row, or too few forks for an interval. */
  private static String interval(Line line, String name) {
    return line.pairs().containsKey(name) ? ComparisonTable.interval(line.pairs().get(name)) : "";
  }
}
