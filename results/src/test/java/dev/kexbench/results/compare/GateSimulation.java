package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.statistics.Sample;
import dev.kexbench.results.statistics.SharedRounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Comparisons of results that were never measured, to count how often the judge errs: their forks
 * are drawn from rounds in which the same build was measured on both sides, so that there is no
 * difference but the one that is put in.
 */
final class GateSimulation {
  private static final FigureKey KEY = new FigureKey(Map.of(), "score", "ns/op");

  private final Judge judge = new Judge(new Percent(0.03), NoiseFloors.NONE);
  private final Random random;
  private final int forks;

  /**
   * A simulation.
   *
   * @param forks on each side
   */
  GateSimulation(int forks, long seed) {
    this.forks = forks;
    this.random = new Random(seed);
  }

  /** How the two sides of a pair were measured. */
  enum Measured {
    /** A fork of each in every round, so that both met the same machine. */
    TOGETHER,
    /** Each by itself. */
    APART
  }

  /**
   * The verdicts on pairs of samples whose true ratio is known.
   *
   * @param rows of which each pair is of one, in turn
   */
  Stream<Change> pairs(int pairs, double factor, List<SharedRounds> rows, Measured how) {
    return IntStream.range(0, pairs)
        .mapToObj(pair -> pair(factor, rows.get(pair % rows.size()), how));
  }

  private Change pair(double factor, SharedRounds row, Measured how) {
    List<List<Double>> base = new ArrayList<>();
    List<List<Double>> fresh = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      int round = random.nextInt(row.count());
      int other = how == Measured.TOGETHER ? round : random.nextInt(row.count());
      boolean swapped = random.nextBoolean();
      base.add((swapped ? row.fresh() : row.base()).get(round));
      List<Double> some = (swapped ? row.base() : row.fresh()).get(other);
      fresh.add(some.stream().map(value -> factor * value).toList());
    }
    Function<List<List<Double>>, Figure> side =
        runs -> new Figure(KEY, Direction.LOWER_IS_BETTER, new Sample(runs, rounds(how)));
    return judge.judge(side.apply(base), side.apply(fresh));
  }

  private List<String> rounds(Measured how) {
    return how == Measured.APART
        ? List.of()
        : IntStream.range(0, forks).mapToObj(String::valueOf).toList();
  }
}
