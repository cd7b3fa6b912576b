package dev.kexbench.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of results, each as it was read.
 *
 * @param files at least one
 */
public record Results(List<ResultSet> files) {
  private static final String FIGURE = "figure";

  /** Keeps its own copy. */
  public Results {
    files = List.copyOf(files);
  }

  /**
   * Reads a report, JMH's JSON, a folder that holds either, or several joined by commas.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 when a file cannot be read
   */
  public static Results load(String paths) {
    return new Results(ResultSource.load(paths));
  }

  /** These files and those. */
  public Results with(Results others) {
    return new Results(Stream.concat(files.stream(), others.files.stream()).toList());
  }

  /**
   * All files as one side.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 3 when they are of different
   *     kinds
   */
  public ResultSet joined() {
    return ResultSource.joined(files);
  }

  /**
   * The rows that a filter chooses.
   *
   * @throws IllegalArgumentException if it chooses none
   */
  public Results filtered(Filter filter) {
    Results chosen =
        new Results(
            files.stream()
                .map(file -> file.having(row -> filter.keeps(keys(file, row))))
                .filter(file -> !file.rows().isEmpty())
                .toList());
    if (chosen.files.isEmpty()) {
      throw new IllegalArgumentException(
          "--filter chooses nothing; there are the keys " + String.join(", ", names()));
    }
    return chosen;
  }

  /**
   * A side for each value of a key, in the order in which they come.
   *
   * @throws IllegalArgumentException if no row has that key
   */
  public Map<String, ResultSet> by(String key) {
    Map<String, List<ResultSet>> parts = new LinkedHashMap<>();
    for (ResultSet file : files) {
      Map<String, List<Row>> rows = new LinkedHashMap<>();
      file.rows()
          .forEach(
              row ->
                  value(file, row, key)
                      .forEach(
                          (name, value) ->
                              rows.computeIfAbsent(value, any -> new ArrayList<>())
                                  .add(row.without(name))));
      rows.forEach(
          (value, some) ->
              parts.computeIfAbsent(value, any -> new ArrayList<>()).add(file.with(some)));
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "no row has a key '%s'; there are %s".formatted(key, String.join(", ", names())));
    }
    return parts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> ResultSource.joined(each.getValue()),
                (some, other) -> some,
                LinkedHashMap::new));
  }

  /** The key's own name and its value; none where a row has no such key. */
  private static Map<String, String> value(ResultSet file, Row row, String key) {
    Map<String, String> found = new LinkedHashMap<>(keys(file, row));
    found.keySet().removeIf(name -> !Filter.plain(name).equals(Filter.plain(key)));
    found.values().removeIf(value -> value == null);
    return found;
  }

  private Set<String> names() {
    return files.stream()
        .flatMap(file -> file.rows().stream().flatMap(row -> keys(file, row).keySet().stream()))
        .map(Filter::plain)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Machine and plan of the file, what was measured, and which figure of it. */
  private static Map<String, String> keys(ResultSet file, Row row) {
    Map<String, String> keys = new LinkedHashMap<>();
    file.settings().forEach(setting -> keys.putAll(setting.keys()));
    keys.putAll(row.key().facets());
    keys.put(FIGURE, row.key().figure());
    return keys;
  }
}
