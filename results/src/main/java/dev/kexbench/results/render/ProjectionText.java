package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values of one key side by side, each compared with the first. */
public final class ProjectionText {
  private static final String NOTE = "change from %s; ~ within the margin, ? undecided\n";

  private final List<Map<RowKey, Pair>> columns;
  private final TextTable table;

  private ProjectionText(String base, Map<String, Comparison> others) {
    columns = others.values().stream().map(comparison -> byKey(comparison.pairs())).toList();
    List<String> head = new ArrayList<>(List.of("figure", base));
    others.keySet().forEach(value -> head.addAll(List.of(value, "change")));
    table = new TextTable(1, head);
  }

  /**
   * The table, with a line that explains it; what stands in the way of a comparison before it.
   *
   * @param base the value that others are compared with
   * @param others the comparisons by the other values, in order
   */
  public static String of(String base, Map<String, Comparison> others) {
    ProjectionText text = new ProjectionText(base, others);
    Map<RowKey, Pair> rows = new LinkedHashMap<>();
    text.columns.forEach(column -> column.forEach(rows::putIfAbsent));
    rows.forEach(text::add);
    String notes =
        others.values().stream()
            .flatMap(comparison -> ComparisonTable.notes(comparison).stream())
            .distinct()
            .map(note -> "  " + note + "\n")
            .collect(Collectors.joining());
    return notes + text.table.text() + NOTE.formatted(base);
  }

  private static Map<RowKey, Pair> byKey(List<Pair> pairs) {
    return pairs.stream()
        .collect(
            Collectors.toMap(
                pair -> pair.base().key(),
                Function.identity(),
                (some, other) -> some,
                LinkedHashMap::new));
  }

  private void add(RowKey key, Pair any) {
    List<String> line = new ArrayList<>();
    line.add(ComparisonTable.name(key));
    line.add(Numbers.value(any.base().value(), key.unit()));
    for (Map<RowKey, Pair> column : columns) {
      Pair pair = column.get(key);
      line.add(pair == null ? "" : Numbers.value(pair.fresh().value(), key.unit()));
      line.add(pair == null ? "" : change(pair.change()));
    }
    table.add(line);
  }

  private static String change(Change change) {
    if (change instanceof Change.Equivalent) {
      return "~";
    }
    String mark = change instanceof Change.Undecided ? " ?" : "  ";
    return Numbers.change(change.estimate().ratio()) + mark;
  }
}
