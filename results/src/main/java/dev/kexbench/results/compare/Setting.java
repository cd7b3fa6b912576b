package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.ForkShares;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The settings under which a file's figures were measured, which must agree in a meaningful
 * comparison.
 *
 * @param source the file
 * @param origin where it comes from, and when it was measured
 * @param keys such as {@code cores}, in order; null if the file does not state the value
 * @param hostClass a short name for machines of its kind, or null if the file does not state it
 * @param rows the facets of what was measured under it; empty if that is all of the file
 * @param forks the shares of a core that the file's forks got; none for a load report
 */
public record Setting(
    String source,
    Origin origin,
    Map<String, String> keys,
    String hostClass,
    Set<Map<String, String>> rows,
    ForkShares forks) {
  /** Keeps its own copies. */
  public Setting {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    rows = Set.copyOf(rows);
  }

  /** The settings of a whole file that does not state which share of a core its forks got. */
  public Setting(String source, Map<String, String> keys, String hostClass) {
    this(source, Origin.unknown(source), keys, hostClass, Set.of(), ForkShares.NONE);
  }

  /** The same settings of a file whose time and commit are known. */
  Setting from(Origin other) {
    return new Setting(source, other, keys, hostClass, rows, forks);
  }

  /** Whether exactly this was measured under it. */
  boolean covers(Map<String, String> facets) {
    return rows.isEmpty() || rows.contains(facets);
  }

  /** Whether something was measured under it that has no other value of any of these facets. */
  boolean agrees(Map<String, String> facets) {
    return rows.stream()
        .anyMatch(
            row ->
                row.entrySet().stream()
                    .allMatch(
                        each ->
                            facets
                                .getOrDefault(each.getKey(), each.getValue())
                                .equals(each.getValue())));
  }
}
