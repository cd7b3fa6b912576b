package dev.kexbench.results.render;

import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.UnmatchedFigure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The figures that only one side has: a line for each that is missing, and one for all others of a
 * run of load tests that have the same reason.
 */
final class UnmatchedText {
  private static final int MOST = 8;

  private final Comparison comparison;
  private final String base;
  private final String fresh;

  /**
   * The figures of a comparison.
   *
   * @param base the name of the side that {@code fresh} is compared with
   */
  UnmatchedText(Comparison comparison, String base, String fresh) {
    this.comparison = comparison;
    this.base = base;
    this.fresh = fresh;
  }

  /** Those that BASE has and NEW should have. */
  List<String> missing() {
    return comparison.missing().stream()
        .map(key -> "missing in %s: %s%s".formatted(fresh, ComparisonTable.name(key), reason(key)))
        .toList();
  }

  private String reason(FigureKey missing) {
    return comparison.unmatched().stream()
        .filter(each -> each.inBase() && each.key().equals(missing))
        .map(UnmatchedFigure::reason)
        .filter(Objects::nonNull)
        .findFirst()
        .map(" (omitted: %s)"::formatted)
        .orElse("");
  }

  /** What the figures of a line have in common. */
  private record Group(boolean inBase, Map<String, String> facets, String reason) {}

  /** All others of load tests; warnings name those of benchmarks. */
  List<String> others() {
    Map<Group, List<FigureKey>> groups = new LinkedHashMap<>();
    comparison.unmatched().stream()
        .filter(each -> !each.key().facets().containsKey(FigureKey.BENCHMARK))
        .filter(each -> !each.inBase() || !comparison.missing().contains(each.key()))
        .forEach(
            each ->
                groups
                    .computeIfAbsent(
                        new Group(each.inBase(), each.key().facets(), each.reason()),
                        any -> new ArrayList<>())
                    .add(each.key()));
    return groups.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList();
  }

  private String line(Group group, List<FigureKey> keys) {
    List<String> names = new ArrayList<>(List.of(ComparisonTable.name(keys.get(0))));
    keys.stream().skip(1).limit(MOST - 1).map(FigureKey::figure).forEach(names::add);
    int more = keys.size() - names.size();
    String reason =
        group.reason() == null
            ? ""
            : " (omitted in %s: %s)".formatted(group.inBase() ? fresh : base, group.reason());
    return "only in %s: %s%s%s"
        .formatted(
            group.inBase() ? base : fresh,
            String.join(", ", names),
            more == 0 ? "" : " and %d more".formatted(more),
            reason);
  }
}
