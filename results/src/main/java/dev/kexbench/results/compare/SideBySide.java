package dev.kexbench.results.compare;

import dev.kexbench.results.compare.Comparison.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Several sides, each compared with the first.
 *
 * @param sides by name, in order; at least one
 * @param others the comparisons of all other sides with the first, by the same names
 * @param rows the keys that distinguish the lines of a table; all other keys distinguish the
 *     tables. None for one table whose lines have all keys
 */
public record SideBySide(
    Map<String, ResultSet> sides, Map<String, Comparison> others, List<String> rows) {
  /** The name of the first of two sides, of which the second is judged. */
  private static final String BASE = "base";

  /** Keeps its own copies. */
  public SideBySide {
    sides = Collections.unmodifiableMap(new LinkedHashMap<>(sides));
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    rows = rows.stream().map(Filter::plain).toList();
  }

  /**
   * Compares several sides, by name, with the first of them.
   *
   * @param allowed settings that may differ
   * @param rows as in {@link SideBySide}
   */
  public static SideBySide of(
      Map<String, ResultSet> sides, Judge judge, AllowedDifferences allowed, List<String> rows) {
    ResultSet base = sides.values().iterator().next();
    Map<String, Comparison> others = new LinkedHashMap<>();
    sides.entrySet().stream()
        .skip(1)
        .forEach(
            side ->
                others.put(side.getKey(), Comparison.of(base, side.getValue(), judge, allowed)));
    return new SideBySide(sides, others, rows);
  }

  /**
   * Reads variants that were measured together, and compares each with the first.
   *
   * @param folders of the variants' results, by name
   * @param level the probability of a false alarm in a comparison of which nothing changed
   */
  public static SideBySide read(
      Map<String, Path> folders, double level, AllowedDifferences allowed) {
    Map<String, ResultSet> sides = new LinkedHashMap<>();
    folders.forEach((name, folder) -> sides.put(name, ResultSet.load(List.of(folder))));
    Judge judge = Judge.usual(sides.values().iterator().next(), level);
    return of(PackageNames.shown(sides), judge, allowed, List.of());
  }

  /** Two sides, under their usual names. */
  public static SideBySide of(ResultSet base, ResultSet fresh, Comparison comparison) {
    Map<String, ResultSet> sides = new LinkedHashMap<>();
    sides.put(BASE, base);
    sides.put("new", fresh);
    return new SideBySide(sides, Map.of("new", comparison), List.of());
  }

  /** Whether one side is judged against the other, rather than all shown without verdicts. */
  public boolean judged() {
    return sides.size() == 2 && base().equals(BASE);
  }

  /** The name of the side that the others are compared with. */
  public String base() {
    return sides.keySet().iterator().next();
  }

  /**
   * The figures that may have changed on any side, in order of occurrence: they are worth measuring
   * again, on all sides, before they are reported.
   */
  public Set<FigureKey> flagged() {
    return others.values().stream()
        .flatMap(comparison -> comparison.flagged().stream())
        .map(Figure::key)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether all sides may be compared. */
  public boolean comparable() {
    return others.values().stream().allMatch(each -> each.comparability().comparable());
  }

  /**
   * Lines under one heading.
   *
   * @param heading the facets that all lines share
   */
  public record Table(FigureKey heading, List<Line> lines) {}

  /**
   * A figure on every side that has it.
   *
   * @param key the facets that distinguish the line within its table
   * @param pairs of the other sides, by name
   */
  public record Line(FigureKey key, Figure base, Map<String, Pair> pairs) {}

  /** All figures of the first side that another side also has, in order of occurrence. */
  public List<Table> tables() {
    Map<FigureKey, Map<String, Pair>> byRow = new LinkedHashMap<>();
    others.forEach(
        (name, comparison) ->
            comparison
                .pairs()
                .forEach(
                    pair ->
                        byRow
                            .computeIfAbsent(pair.base().key(), any -> new LinkedHashMap<>())
                            .put(name, pair)));
    Map<FigureKey, List<Line>> tables = new LinkedHashMap<>();
    byRow.forEach(
        (key, pairs) ->
            tables
                .computeIfAbsent(heading(key), any -> new ArrayList<>())
                .add(new Line(named(key), pairs.values().iterator().next().base(), pairs)));
    return tables.entrySet().stream()
        .map(table -> new Table(table.getKey(), List.copyOf(table.getValue())))
        .toList();
  }

  private FigureKey named(FigureKey key) {
    return rows.isEmpty() ? key : key.only(isRow());
  }

  private FigureKey heading(FigureKey key) {
    FigureKey heading = rows.isEmpty() ? key.only(any -> false) : key.only(isRow().negate());
    return new FigureKey(heading.facets(), heading.figure(), "");
  }

  private Predicate<String> isRow() {
    return name -> rows.contains(Filter.plain(name));
  }
}
