package dev.kexbench.results.compare;

import dev.kexbench.results.report.Validity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Results of one kind whose settings agree, so that they may be compared.
 *
 * @param kind which tool measured them
 * @param settings those that at least one result records
 * @param results in order of time
 */
record ComparableResults(
    ResultSet.Kind kind, Map<String, String> settings, List<DatedResult> results) {
  /** A result that does not record its machine is compared only with others that do not. */
  private static final String MACHINE = "CPU model";

  private ComparableResults(ResultSet.Kind kind) {
    this(kind, new LinkedHashMap<>(), new ArrayList<>());
  }

  /** The groups of results in order of time, in which only the allowed settings differ. */
  static List<ComparableResults> groups(List<DatedResult> results, AllowedDifferences allowed) {
    List<ComparableResults> groups = new ArrayList<>();
    for (DatedResult result : results) {
      Map<String, String> settings = settings(result, allowed);
      ComparableResults group =
          groups.stream()
              .filter(each -> each.accepts(result, settings))
              .findFirst()
              .orElseGet(() -> new ComparableResults(result.results().kind()));
      if (group.results.isEmpty()) {
        groups.add(group);
      }
      settings.forEach(group.settings::put);
      group.results.add(result);
    }
    return groups;
  }

  /** The recorded settings of a result that must agree. */
  private static Map<String, String> settings(DatedResult result, AllowedDifferences allowed) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Setting setting : result.results().settings()) {
      setting
          .keys()
          .forEach(
              (key, value) -> {
                if (value != null && !allowed.covers(key)) {
                  settings.merge(
                      key, value, (one, other) -> one.equals(other) ? one : one + " and " + other);
                }
              });
    }
    return settings;
  }

  private boolean accepts(DatedResult result, Map<String, String> others) {
    return kind == result.results().kind()
        && Objects.equals(settings.get(MACHINE), others.get(MACHINE))
        && others.entrySet().stream()
            .allMatch(
                each ->
                    settings.getOrDefault(each.getKey(), each.getValue()).equals(each.getValue()));
  }

  /** The kind and the settings that distinguish it from other groups; empty if there are none. */
  String title(List<ComparableResults> groups) {
    if (groups.size() < 2) {
      return "";
    }
    Set<String> keys = new LinkedHashSet<>();
    groups.forEach(group -> keys.addAll(group.settings.keySet()));
    String distinct =
        keys.stream()
            .filter(settings::containsKey)
            .filter(
                key ->
                    groups.stream()
                        .filter(group -> group.kind == kind)
                        .anyMatch(group -> differs(group, key)))
            .map(key -> key + " " + settings.get(key))
            .collect(Collectors.joining(", "));
    String tool = kind == ResultSet.Kind.LOAD ? "load tests" : "benchmarks";
    return distinct.isEmpty() ? tool : tool + ": " + distinct;
  }

  private boolean differs(ComparableResults other, String key) {
    return !Objects.equals(settings.get(key), other.settings.get(key));
  }

  /** Results that are suspect, and settings that differ or that some results do not record. */
  List<String> warnings(AllowedDifferences allowed) {
    List<String> warnings = new ArrayList<>();
    long suspect =
        results.stream()
            .filter(result -> result.results().verdict().state() == Validity.SUSPECT)
            .count();
    if (suspect > 0) {
      warnings.add("%d of %d results are SUSPECT".formatted(suspect, results.size()));
    }
    valuesByKey()
        .forEach(
            (key, values) -> {
              long silent = values.stream().filter(Objects::isNull).count();
              if (silent > 0) {
                warnings.add(
                    "%s: not recorded in %d of %d results".formatted(key, silent, values.size()));
              }
              Set<String> recorded = new LinkedHashSet<>(values);
              recorded.remove(null);
              if (recorded.size() > 1 && allowed.covers(key)) {
                warnings.add("%s: %s".formatted(key, String.join(", ", recorded)));
              }
            });
    return warnings;
  }

  private Map<String, List<String>> valuesByKey() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    results.forEach(
        result ->
            result.results().settings().stream()
                .map(Setting::keys)
                .distinct()
                .forEach(
                    keys ->
                        keys.forEach(
                            (key, value) ->
                                values.computeIfAbsent(key, any -> new ArrayList<>()).add(value))));
    return values;
  }
}
