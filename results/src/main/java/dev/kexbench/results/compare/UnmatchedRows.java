package dev.kexbench.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rows of JMH's results that only one side has. If the other side has the same figure of the
 * same benchmark with another mode, unit, number of threads or parameter, that is what differs.
 */
record UnmatchedRows(List<FigureKey> base, List<FigureKey> fresh) {
  private static final int MOST = 20;
  private static final String UNIT = "unit";
  private static final String NONE = "none";

  UnmatchedRows(ResultSet base, ResultSet fresh) {
    this(only(base, fresh), only(fresh, base));
  }

  private static List<FigureKey> only(ResultSet side, ResultSet other) {
    if (side.kind() != ResultSet.Kind.JMH || other.kind() != ResultSet.Kind.JMH) {
      return List.of();
    }
    Set<FigureKey> known = other.rows().stream().map(Figure::key).collect(Collectors.toSet());
    return side.rows().stream()
        .filter(row -> row.direction() != Direction.NEUTRAL)
        .map(Figure::key)
        .filter(key -> !known.contains(key))
        .toList();
  }

  /** A line for each difference, then one for each row of NEW that nothing in BASE resembles. */
  List<String> described() {
    Set<FigureKey> alone = new LinkedHashSet<>(fresh);
    Map<String, Set<String>> differences = new LinkedHashMap<>();
    for (FigureKey key : base) {
      List<FigureKey> similar = fresh.stream().filter(other -> isSimilar(key, other)).toList();
      alone.removeAll(similar);
      if (!similar.isEmpty()) {
        differences
            .computeIfAbsent(difference(key, similar), any -> new LinkedHashSet<>())
            .add(benchmark(key));
      }
    }
    List<String> lines = new ArrayList<>();
    differences.forEach((text, benchmarks) -> lines.add(text + names(benchmarks)));
    alone.forEach(key -> lines.add("only in NEW: " + named(key)));
    return shortened(lines);
  }

  private static boolean isSimilar(FigureKey key, FigureKey other) {
    return key.figure().equals(other.figure()) && benchmark(key).equals(benchmark(other));
  }

  /** Empty where the sides are different benchmarks. */
  private static String benchmark(FigureKey key) {
    return key.facets().getOrDefault(FigureKey.BENCHMARK, "");
  }

  /** In what they differ, taking those of NEW together that differ from BASE in the least. */
  private static String difference(FigureKey key, List<FigureKey> similar) {
    int least = similar.stream().mapToInt(other -> differing(key, other).size()).min().orElse(0);
    List<FigureKey> nearest =
        similar.stream().filter(other -> differing(key, other).size() == least).toList();
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (FigureKey other : nearest) {
      for (String facet : differing(key, other)) {
        values.computeIfAbsent(facet, any -> new LinkedHashSet<>()).add(value(other, facet));
      }
    }
    return values.entrySet().stream()
        .map(
            each ->
                "%s: %s in BASE, %s in NEW"
                    .formatted(
                        each.getKey(),
                        value(key, each.getKey()),
                        String.join(" and ", each.getValue())))
        .collect(Collectors.joining("; "));
  }

  private static Set<String> differing(FigureKey key, FigureKey other) {
    Set<String> names = new TreeSet<>(key.facets().keySet());
    names.addAll(other.facets().keySet());
    names.add(UNIT);
    names.removeIf(name -> value(key, name).equals(value(other, name)));
    return names;
  }

  private static String value(FigureKey key, String name) {
    return name.equals(UNIT) ? key.unit() : key.facets().getOrDefault(name, NONE);
  }

  private static String names(Set<String> benchmarks) {
    String first = benchmarks.iterator().next();
    if (first.isEmpty()) {
      return "";
    }
    return benchmarks.size() == 1
        ? " (%s)".formatted(first)
        : " (%s and %d more)".formatted(first, benchmarks.size() - 1);
  }

  private static String named(FigureKey key) {
    return key.isScore() ? key.identity() : key.identity() + " " + key.figure();
  }

  private static List<String> shortened(List<String> lines) {
    if (lines.size() <= MOST) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, MOST));
    first.add("%d more such rows".formatted(lines.size() - MOST));
    return first;
  }
}
