package dev.kexbench.results.compare;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.statistics.Holm;
import dev.kexbench.results.statistics.RankStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The comparison of two sides.
 *
 * @param comparability whether the comparison is meaningful
 * @param pairs the figures that both sides have; none if the sides are not comparable
 * @param missing figures with a direction that BASE has and NEW lacks
 * @param margin the share by which a figure may move without counting as changed
 */
public record Comparison(
    Comparability comparability, List<Pair> pairs, List<FigureKey> missing, Percent margin) {
  /** Keeps its own copies. */
  public Comparison {
    pairs = List.copyOf(pairs);
    missing = List.copyOf(missing);
  }

  /**
   * A figure on both sides, and the verdict.
   *
   * @param p the p value of the rank test, corrected for all tests of the same benchmark; NaN if
   *     there is none
   */
  public record Pair(Figure base, Figure fresh, Change change, double p) {}

  /**
   * Compares two sides.
   *
   * @param allowed settings that may differ
   */
  public static Comparison of(
      ResultSet base, ResultSet fresh, Judge judge, AllowedDifferences allowed) {
    Comparability comparability = Comparability.of(base, fresh, allowed);
    if (!comparability.comparable()) {
      return new Comparison(comparability, List.of(), List.of(), judge.margin());
    }
    Map<FigureKey, Figure> byKey =
        fresh.rows().stream().collect(Collectors.toMap(Figure::key, Function.identity()));
    List<Pair> pairs = new ArrayList<>();
    List<FigureKey> missing = new ArrayList<>();
    Quantiles quantiles = Quantiles.of(base, fresh);
    for (Figure row : base.rows()) {
      Figure other = byKey.get(row.key());
      if (other != null && quantiles.isSuppressed(row.key())) {
        continue;
      }
      if (other != null) {
        Change change = quantiles.judged(judge, row).orElseGet(() -> judge.judge(row, other));
        pairs.add(new Pair(row, other, change, change.estimate().p()));
      } else if (row.direction() != Direction.NEUTRAL) {
        missing.add(row.key());
      }
    }
    return new Comparison(comparability, corrected(pairs), missing, judge.margin());
  }

  private static List<Pair> corrected(List<Pair> pairs) {
    Map<String, List<Integer>> families = new LinkedHashMap<>();
    for (int at = 0; at < pairs.size(); at++) {
      String family = pairs.get(at).base().key().family();
      families.computeIfAbsent(family, any -> new ArrayList<>()).add(at);
    }
    List<Pair> corrected = new ArrayList<>(pairs);
    for (List<Integer> family : families.values()) {
      List<Double> values = Holm.corrected(family.stream().map(at -> pairs.get(at).p()).toList());
      for (int i = 0; i < values.size(); i++) {
        Pair pair = pairs.get(family.get(i));
        corrected.set(
            family.get(i), new Pair(pair.base(), pair.fresh(), pair.change(), values.get(i)));
      }
    }
    return corrected;
  }

  /** How many figures have this verdict. */
  public long count(Class<? extends Change> kind) {
    return pairs.stream().filter(pair -> kind.isInstance(pair.change())).count();
  }

  /** How many figures have too few runs to be decided, however large the difference. */
  public long tooFewRuns() {
    return pairs.stream()
        .filter(
            pair -> pair.change() instanceof Change.Undecided undecided && undecided.needed() > 0)
        .filter(pair -> !pair.change().estimate().evidence().decides())
        .count();
  }

  /** The minimum number of runs of each side for any decision. */
  public int fewestRuns() {
    return RankStatistics.fewest();
  }

  /**
   * The exit code of a command that ends with this comparison; comparing nothing is not a success.
   *
   * @param strict whether undecided figures fail the command
   */
  public int exitCode(boolean strict) {
    boolean valid = comparability.comparable() && comparability.invalid().isEmpty();
    boolean undecided = strict && count(Change.Undecided.class) > 0;
    return ExitCode.worst(
        valid ? ExitCode.FINE : ExitCode.NOT_COMPARABLE,
        missing.isEmpty() && !pairs.isEmpty() ? ExitCode.FINE : ExitCode.MISSING,
        count(Change.Regressed.class) == 0 ? ExitCode.FINE : ExitCode.WORSE,
        undecided ? ExitCode.UNDECIDED : ExitCode.FINE);
  }
}
