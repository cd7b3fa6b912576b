package dev.kexbench.results.suite;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares variants that were measured in the same rounds. Each ratio is taken within a round, in
 * which both variants ran on the machine in the same state; the table shows the median of these
 * ratios.
 */
public final class VariantTable {
  private static final String NOTE =
      "to %s: score over that side's in the same round, ± half of the 95 %% interval over rounds,"
          + " ~ if it holds 1\n";

  private final List<Map<Row, Score>> sides;
  private final TextTable table;

  private VariantTable(List<String> names, List<Map<Row, Score>> sides) {
    this.sides = sides;
    List<String> head = new ArrayList<>(List.of("", names.get(0)));
    names.stream().skip(1).forEach(name -> head.addAll(List.of(name, "to " + names.get(0), "±")));
    head.add("unit");
    table = new TextTable(1, head);
  }

  /**
   * The table, with a line that explains it.
   *
   * @param sides the scores of each variant by its name, in order; the first is the base
   */
  public static String of(Map<String, List<Score>> sides) {
    List<String> names = List.copyOf(sides.keySet());
    VariantTable beside =
        new VariantTable(names, sides.values().stream().map(VariantTable::byRow).toList());
    beside.sides.get(0).values().forEach(beside::add);
    return beside.table.text() + NOTE.formatted(names.get(0));
  }

  private static Map<Row, Score> byRow(List<Score> scores) {
    return scores.stream()
        .collect(
            Collectors.toMap(
                Score::row, Function.identity(), (some, other) -> some, LinkedHashMap::new));
  }

  private void add(Score base) {
    List<String> line = new ArrayList<>();
    line.add(base.row().label());
    line.add(Numbers.significant(base.value()));
    sides.stream().skip(1).forEach(side -> line.addAll(cells(base, side.get(base.row()))));
    line.add(base.unit());
    table.add(line);
  }

  private static List<String> cells(Score base, Score other) {
    if (other == null) {
      return List.of("none", "", "");
    }
    Ratio ratio = Ratio.of(base.forks(), other.forks());
    return List.of(Numbers.significant(other.value()), ratio.text(), ratio.error());
  }
}
