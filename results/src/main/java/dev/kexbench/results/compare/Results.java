package dev.kexbench.results.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Result files, each as it was read.
 *
 * @param files at least one
 */
public record Results(List<ResultSet> files) {
  /** Keeps its own copy. */
  public Results {
    files = List.copyOf(files);
  }

  /**
   * Reads a report, JMH's JSON, a folder that holds either, or several of them separated by commas.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if a file cannot be read
   */
  public static Results load(String paths) {
    return new Results(ResultSource.load(paths));
  }

  /** The figures of a file that a filter selects, possibly none. */
  static ResultSet chosen(ResultSet file, Filter filter) {
    return file.having(row -> filter.keeps(keys(file, row)));
  }

  /**
   * All files as one side.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 3 if they are of different
   *     kinds
   */
  public ResultSet joined() {
    return ResultSource.joined(files);
  }

  /**
   * The figures that a filter selects.
   *
   * @throws IllegalArgumentException if it selects none
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
   * The figures with these keys as additional facets. A key may also be a setting of machine or
   * plan, which all figures of a file share.
   *
   * @throws IllegalArgumentException if no figure has one of them
   */
  public Results apartBy(List<String> keys) {
    for (String key : keys) {
      if (names().stream().noneMatch(Filter.plain(key)::equals)) {
        throw noKey(key);
      }
    }
    return new Results(files.stream().map(file -> apartBy(file, keys)).toList());
  }

  private static ResultSet apartBy(ResultSet file, List<String> keys) {
    List<String> wanted = keys.stream().map(Filter::plain).toList();
    Map<String, String> shared = new LinkedHashMap<>();
    file.settings().forEach(setting -> shared.putAll(setting.keys()));
    shared.keySet().removeIf(key -> !wanted.contains(Filter.plain(key)));
    shared.replaceAll((key, value) -> String.valueOf(value)); // null if it is unknown
    List<Figure> rows = file.rows().stream().map(row -> row.with(shared)).toList();
    Map<FigureKey, String> omitted = new HashMap<>();
    file.omitted().forEach((figure, reason) -> omitted.put(figure.with(shared), reason));
    return file.with(rows, omitted);
  }

  /**
   * A side for each value of a key, in order of occurrence.
   *
   * @throws IllegalArgumentException if no figure has that key
   */
  public Map<String, ResultSet> by(String key) {
    Map<String, List<ResultSet>> parts = new LinkedHashMap<>();
    for (ResultSet file : files) {
      Map<String, List<Figure>> rows = new LinkedHashMap<>();
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
              parts
                  .computeIfAbsent(value, any -> new ArrayList<>())
                  .add(file.with(some).about(key, value)));
    }
    if (parts.isEmpty()) {
      throw noKey(key);
    }
    return parts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> ResultSource.joined(each.getValue()),
                (some, other) -> some,
                LinkedHashMap::new));
  }

  private IllegalArgumentException noKey(String key) {
    return new IllegalArgumentException(
        "no row has a key '%s'; there are %s".formatted(key, String.join(", ", names())));
  }

  /** The key's own name and its value; empty if the figure has no such key. */
  private static Map<String, String> value(ResultSet file, Figure row, String key) {
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

  /**
   * All keys of a figure: machine and plan of the file, what was measured, and the figure's name.
   */
  private static Map<String, String> keys(ResultSet file, Figure row) {
    Map<String, String> keys = new LinkedHashMap<>();
    file.settings().forEach(setting -> keys.putAll(setting.keys()));
    keys.putAll(row.key().facets());
    keys.put(FigureKey.FIGURE, row.key().figure());
    return keys;
  }
}
