package dev.kexbench.results.compare;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings in which two sides may differ, because they are what is being compared. Case and
 * blanks are ignored: {@code cpu-model} is {@code CPU model}.
 */
public record AllowedDifferences(List<String> keys) {
  /** No setting may differ. */
  public static final AllowedDifferences NONE = new AllowedDifferences(List.of());

  /** Keeps its own copy. */
  public AllowedDifferences {
    keys = keys.stream().map(Filter::plain).toList();
  }

  /**
   * Checks that each key exists.
   *
   * @throws IllegalArgumentException if no side has one of them
   */
  public void requireKnown(Collection<ResultSet> sides) {
    Set<String> known =
        sides.stream()
            .flatMap(side -> side.settings().stream())
            .flatMap(setting -> setting.keys().keySet().stream())
            .map(Filter::plain)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "--allow: no key '%s'; there are %s".formatted(key, String.join(", ", known)));
      }
    }
  }

  /** These keys and more. */
  public AllowedDifferences and(List<String> more) {
    return new AllowedDifferences(Stream.concat(keys.stream(), more.stream()).toList());
  }

  boolean covers(String key) {
    return keys.contains(Filter.plain(key));
  }
}
