package dev.kexbench.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the settings of all files of both sides agree. Rows of JMH's files may each have settings
 * of their own, such as a heap size; those of a row that both sides have must agree.
 */
record SharedSettings(
    List<Setting> all, Set<Map<String, String>> rows, AllowedDifferences allowed) {
  SharedSettings(ResultSet base, ResultSet fresh, AllowedDifferences allowed) {
    this(
        Stream.concat(base.settings().stream(), fresh.settings().stream()).toList(),
        common(base, fresh),
        allowed);
  }

  /** The facets of what both sides have measured; a load test measures all that it can. */
  private static Set<Map<String, String>> common(ResultSet base, ResultSet fresh) {
    if (base.kind() == ResultSet.Kind.LOAD) {
      return Set.of(Map.of());
    }
    Set<Map<String, String>> common = facets(base);
    common.retainAll(facets(fresh));
    return common;
  }

  private static Set<Map<String, String>> facets(ResultSet side) {
    return side.rows().stream()
        .map(row -> row.key().facets())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Adds a line for every key in which they differ, and for every one that some do not state. */
  void into(List<String> differences, List<String> warnings) {
    Map<Map<String, String>, List<Setting>> byRow = new LinkedHashMap<>();
    rows.forEach(row -> byRow.put(row, of(row)));
    Set<String> keys = new LinkedHashSet<>();
    all.forEach(setting -> keys.addAll(setting.keys().keySet()));
    for (String key : keys) {
      (allowed.covers(key) ? warnings : differences).addAll(differences(key, byRow));
      Set<String> silent = silent(key);
      if (!silent.isEmpty()) {
        warnings.add("%s: not recorded in %s".formatted(key, String.join(", ", silent)));
      }
    }
  }

  /** The settings of a row; its facets may have become more, or fewer, since it was read. */
  private List<Setting> of(Map<String, String> row) {
    List<Setting> exact = all.stream().filter(setting -> setting.covers(row)).toList();
    return exact.isEmpty() ? all.stream().filter(setting -> setting.agrees(row)).toList() : exact;
  }

  private List<String> differences(String key, Map<Map<String, String>, List<Setting>> byRow) {
    Map<String, List<Map<String, String>>> differences = new LinkedHashMap<>();
    byRow.forEach(
        (row, settings) -> {
          Map<String, String> sources = sourceByValue(key, settings);
          if (sources.size() > 1) {
            differences
                .computeIfAbsent(key + ": " + described(sources), any -> new ArrayList<>())
                .add(row);
          }
        });
    return differences.entrySet().stream()
        .map(each -> each.getKey() + where(each.getValue()))
        .toList();
  }

  /** For which rows, if not for all. */
  private String where(List<Map<String, String>> some) {
    if (some.size() == rows.size()) {
      return "";
    }
    String first = new FigureKey(some.get(0), "", "").identity();
    return some.size() == 1
        ? ", for " + first
        : ", for %d of %d benchmarks such as %s".formatted(some.size(), rows.size(), first);
  }

  private static Map<String, String> sourceByValue(String key, List<Setting> settings) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Setting setting : settings) {
      String value = setting.keys().get(key);
      if (value != null) {
        sources.putIfAbsent(value, setting.source());
      }
    }
    return sources;
  }

  private Set<String> silent(String key) {
    Set<String> sources = new TreeSet<>();
    for (Setting setting : all) {
      if (setting.keys().containsKey(key) && setting.keys().get(key) == null) {
        sources.add(setting.source());
      }
    }
    return sources;
  }

  private static String described(Map<String, String> sources) {
    List<String> parts = new ArrayList<>();
    sources.forEach((value, source) -> parts.add(value + " in " + source));
    return String.join(", ", parts);
  }
}
