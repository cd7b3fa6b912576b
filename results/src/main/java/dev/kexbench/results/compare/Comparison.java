package dev.kexbench.results.compare;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.statistics.Difference;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.Holm;
import dev.kexbench.results.statistics.SampleSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The comparison of two sides.
 *
 * @param comparability whether the comparison is meaningful
 * @param base where the results of BASE come from
 * @param fresh the same of NEW
 * @param pairs the figures that both sides have; none if the sides are not comparable
 * @param missing figures with a direction that BASE has and NEW lacks
 * @param unmatched all figures that only one side has, those that are missing included
 * @param judge who gave the verdicts
 */
public record Comparison(
    Comparability comparability,
    SideOrigin base,
    SideOrigin fresh,
    List<Pair> pairs,
    List<FigureKey> missing,
    List<UnmatchedFigure> unmatched,
    Judge judge) {
  /** Keeps its own copies. */
  public Comparison {
    pairs = List.copyOf(pairs);
    missing = List.copyOf(missing);
    unmatched = List.copyOf(unmatched);
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
    SideOrigin before = SideOrigin.of(base);
    SideOrigin after = SideOrigin.of(fresh);
    if (!comparability.comparable()) {
      return new Comparison(comparability, before, after, List.of(), List.of(), List.of(), judge);
    }
    Map<FigureKey, Figure> byKey =
        fresh.rows().stream().collect(Collectors.toMap(Figure::key, Function.identity()));
    List<Match> matches = new ArrayList<>();
    List<FigureKey> missing = new ArrayList<>();
    for (Figure row : base.rows()) {
      Figure other = byKey.get(row.key());
      if (other != null) {
        matches.add(new Match(row.with(row.direction().and(other.direction())), other));
      } else if (row.direction() != Direction.NEUTRAL) {
        missing.add(row.key());
      }
    }
    return new Comparison(
        comparability,
        before,
        after,
        judged(matches, judge),
        missing,
        UnmatchedFigure.between(base, fresh),
        judge);
  }

  /** A figure that both sides have. */
  private record Match(Figure base, Figure fresh) {
    FigureKey key() {
      return base.key();
    }

    Difference difference(NoiseFloors floors) {
      return floors.completed(key(), Difference.of(base.sample(), fresh.sample()));
    }
  }

  private static List<Pair> judged(List<Match> matches, Judge judge) {
    Map<FigureKey, Estimate> estimates = estimates(matches, judge.floors());
    List<Double> corrected =
        Holm.corrected(
            matches.stream()
                .map(
                    match ->
                        match.base().direction() == Direction.NEUTRAL
                            ? Double.NaN
                            : estimates.get(match.key()).p())
                .toList());
    int tests = (int) corrected.stream().filter(p -> !p.isNaN()).count();
    List<Pair> pairs = new ArrayList<>();
    for (int at = 0; at < matches.size(); at++) {
      Match match = matches.get(at);
      double p = corrected.get(at);
      Change change =
          judge.judge(new Judge.Case(match.base(), estimates.get(match.key()), p, tests));
      pairs.add(new Pair(match.base(), match.fresh(), change, p));
    }
    return pairs;
  }

  /** The estimates of all figures; those of one group inform each other about their variance. */
  private static Map<FigureKey, Estimate> estimates(List<Match> matches, NoiseFloors floors) {
    Map<String, List<Match>> groups =
        matches.stream().collect(Collectors.groupingBy(match -> match.key().varianceGroup()));
    Map<FigureKey, Estimate> estimates = new HashMap<>();
    groups.forEach(
        (group, some) -> {
          List<Difference> differences =
              some.stream().map(match -> match.difference(floors)).toList();
          List<Estimate> found =
              group.isEmpty()
                  ? differences.stream().map(Estimate::of).toList()
                  : Estimate.of(differences);
          for (int at = 0; at < some.size(); at++) {
            estimates.put(some.get(at).key(), found.get(at));
          }
        });
    return estimates;
  }

  /** The share by which a figure may move without counting as changed. */
  public Percent margin() {
    return judge.margin();
  }

  /** The share by which this figure may move; infinite where it has no base to be a share of. */
  public double allowed(Pair pair) {
    Estimate estimate = pair.change().estimate();
    return new Margin(margin()).share(pair.base().key(), estimate.base(), estimate.fresh());
  }

  /** How many figures have this verdict. */
  public long count(Class<? extends Change> kind) {
    return pairs.stream().filter(pair -> kind.isInstance(pair.change())).count();
  }

  /**
   * The base figures that may have changed: beyond the margin, and each with a small p value by
   * itself. They are worth measuring again; a verdict needs more, as others were tested with them.
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
