package dev.kexbench.results.compare;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.statistics.Difference;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.Holm;
import dev.kexbench.results.statistics.SampleSize;
import java.util.ArrayList;
import java.util.HashMap;
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
 * @param judge who gave the verdicts
 */
public record Comparison(
    Comparability comparability, List<Pair> pairs, List<FigureKey> missing, Judge judge) {
  /** Keeps its own copies. */
  public Comparison {
    pairs = List.copyOf(pairs);
    missing = List.copyOf(missing);
  }

  /**
   * A figure on both sides, and the verdict.
   *
   * @param p the p value, corrected for all figures that are judged; NaN if there is none
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
      return new Comparison(comparability, List.of(), List.of(), judge);
    }
    Map<FigureKey, Figure> byKey =
        fresh.rows().stream().collect(Collectors.toMap(Figure::key, Function.identity()));
    Map<Figure, Figure> both = new LinkedHashMap<>();
    List<FigureKey> missing = new ArrayList<>();
    for (Figure row : base.rows()) {
      Figure other = byKey.get(row.key());
      if (other != null) {
        both.put(row.with(row.direction().and(other.direction())), other);
      } else if (row.direction() != Direction.NEUTRAL) {
        missing.add(row.key());
      }
    }
    return new Comparison(comparability, judged(both, judge), missing, judge);
  }

  private static List<Pair> judged(Map<Figure, Figure> both, Judge judge) {
    Map<Figure, Estimate> estimates = estimates(both, judge.floors());
    List<Figure> rows = List.copyOf(both.keySet());
    List<Double> corrected =
        Holm.corrected(
            rows.stream()
                .map(
                    row ->
                        row.direction() == Direction.NEUTRAL ? Double.NaN : estimates.get(row).p())
                .toList());
    int tests = (int) corrected.stream().filter(p -> !p.isNaN()).count();
    List<Pair> pairs = new ArrayList<>();
    for (int at = 0; at < rows.size(); at++) {
      Figure row = rows.get(at);
      Judge.Case figure = new Judge.Case(row, estimates.get(row), corrected.get(at), tests);
      pairs.add(new Pair(row, both.get(row), judge.judge(figure), corrected.get(at)));
    }
    return pairs;
  }

  /** The estimates of all figures; those of one group inform each other about their variance. */
  private static Map<Figure, Estimate> estimates(Map<Figure, Figure> both, NoiseFloors floors) {
    Map<String, Map<Figure, Difference>> groups = new LinkedHashMap<>();
    both.forEach(
        (base, fresh) -> {
          Difference difference = Difference.of(base.sample(), fresh.sample());
          groups
              .computeIfAbsent(base.key().varianceGroup(), any -> new LinkedHashMap<>())
              .put(base, floors.completed(base.key(), difference));
        });
    Map<Figure, Estimate> estimates = new HashMap<>();
    groups.forEach(
        (group, differences) -> {
          List<Figure> rows = List.copyOf(differences.keySet());
          List<Estimate> some =
              group.isEmpty()
                  ? differences.values().stream().map(Estimate::of).toList()
                  : Estimate.of(differences.values());
          for (int at = 0; at < rows.size(); at++) {
            estimates.put(rows.get(at), some.get(at));
          }
        });
    return estimates;
  }

  /** The share by which a figure may move without counting as changed. */
  public Percent margin() {
    return judge.margin();
  }

  /** How many figures have this verdict. */
  public long count(Class<? extends Change> kind) {
    return pairs.stream().filter(pair -> kind.isInstance(pair.change())).count();
  }

  /**
   * The base figures that may have changed: beyond the margin, and each significant by itself. They
   * are worth measuring again; a verdict needs more, as others were tested with them.
   */
  public List<Figure> flagged() {
    return pairs.stream()
        .filter(pair -> judge.flags(pair.base(), pair.change().estimate()))
        .map(Pair::base)
        .toList();
  }

  /** Whether benchmarks are compared, rather than load tests. */
  public boolean isOfBenchmarks() {
    return pairs.stream()
        .anyMatch(pair -> pair.base().key().facets().containsKey(FigureKey.BENCHMARK));
  }

  /** How many figures more runs could still decide. */
  public long open() {
    return pairs.stream().filter(pair -> pair.change().isOpen()).count();
  }

  /** How many figures have too few runs to be decided, however large the difference. */
  public long tooFewRuns() {
    return pairs.stream()
        .filter(pair -> pair.change().isOpen())
        .filter(pair -> !pair.change().estimate().evidence().decides())
        .count();
  }

  /** The minimum number of runs of each side for any decision. */
  public int fewestRuns() {
    return SampleSize.FEWEST;
  }

  /**
   * The exit code of a command that ends with this comparison; comparing nothing is not a success.
   *
   * @param strict whether undecided figures fail the command
   */
  public int exitCode(boolean strict) {
    boolean valid = comparability.comparable() && comparability.invalid().isEmpty();
    boolean undecided = strict && open() > 0;
    return ExitCode.worst(
        valid ? ExitCode.FINE : ExitCode.NOT_COMPARABLE,
        missing.isEmpty() && !pairs.isEmpty() ? ExitCode.FINE : ExitCode.MISSING,
        count(Change.Regressed.class) == 0 ? ExitCode.FINE : ExitCode.WORSE,
        undecided ? ExitCode.UNDECIDED : ExitCode.FINE);
  }
}
