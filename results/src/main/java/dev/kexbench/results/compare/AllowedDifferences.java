package dev.kexbench.results.compare;

import dev.kexbench.results.report.ReasonKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings in which two sides may differ, because they are what is being compared. Case and
 * blanks are ignored: {@code cpu-model} is {@code CPU model}. Two names cover several keys: {@code
 * JDK} also the virtual machine, which is a part of it, and {@code pace} warm-up and measurement.
 */
public record AllowedDifferences(List<String> keys) {
  /** No setting may differ. */
  public static final AllowedDifferences NONE = new AllowedDifferences(List.of());

  private static final String JDK = Filter.plain(SettingKeys.JDK);
  private static final String PACE = "pace";

  private static final Map<String, String> COVERED = covered();

  /** Allows scores of benchmarks that did not get the cores that they could use. */
  private static final String STARVED = ReasonKey.STARVED.label();

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
    known.add(STARVED);
    for (String key : keys) {
      if (!known.contains(key) && !key.equals(PACE)) {
        throw new IllegalArgumentException(
            "--allow: no key '%s'; there are %s".formatted(key, String.join(", ", known)));
      }
    }
  }

  /** These keys and more. */
  public AllowedDifferences and(List<String> more) {
    return new AllowedDifferences(Stream.concat(keys.stream(), more.stream()).toList());
  }

  boolean coversStarved() {
    return covers(STARVED);
  }

  boolean covers(String key) {
    String plain = Filter.plain(key);
    return keys.contains(plain) || keys.contains(COVERED.getOrDefault(plain, plain));
  }

  private static Map<String, String> covered() {
    Map<String, String> covered = new HashMap<>();
    covered.put(Filter.plain(SettingKeys.VM), JDK);
    JmhSettingKeys.timing().forEach(key -> covered.put(Filter.plain(key), PACE));
    return covered;
  }
}
