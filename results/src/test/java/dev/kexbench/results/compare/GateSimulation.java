package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.GateScenario.Row;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Comparisons of results that were never measured, whose truth is known, to count how often a
 * comparison as a whole errs: in one row the new side is slower by a factor, in the others nothing
 * changed.
 */
final class GateSimulation {
  /** In MIX, a row whose forks vary by 4 %. */
  private static final double CHANGED = 0.53;

  private static final int MOST_ROUNDS = 1_001;

  private final GateScenario scenario;
  private final Shape shape;
  private final Random random;
  private final Judge judge;

  /**
   * The size of a comparison.
   *
   * @param paired whether both sides are measured in the same rounds
   */
  record Shape(int rows, int rounds, boolean paired) {
    int changed() {
      return (int) (CHANGED * rows);
    }
  }

  GateSimulation(GateScenario scenario, Shape shape, long seed) {
    this(scenario, shape, new Judge(new Percent(0.03), NoiseFloors.NONE), seed);
  }

  GateSimulation(GateScenario scenario, Shape shape, Judge judge, long seed) {
    this.scenario = scenario;
    this.shape = shape;
    this.judge = judge;
    this.random = new Random(seed);
  }

  /**
   * What became of a number of comparisons.
   *
   * @param alarms with a verdict that a row which did not change has improved or regressed
   * @param confirmedAlarms the same after flagged rows were measured again
   * @param found with the verdict that the changed row has regressed
   * @param confirmed the same after flagged rows were measured again
   * @param covered intervals that hold the true ratio
   * @param forecasts rows for which a number of rounds was named
   * @param decided of these, rows that so many rounds decided
   */
  record Counts(
      int comparisons,
      int alarms,
      int confirmedAlarms,
      int found,
      int confirmed,
      double covered,
      int forecasts,
      int decided) {
    private Counts and(Counts more) {
      return new Counts(
          comparisons + more.comparisons,
          alarms + more.alarms,
          confirmedAlarms + more.confirmedAlarms,
          found + more.found,
          confirmed + more.confirmed,
          covered + more.covered,
          forecasts + more.forecasts,
          decided + more.decided);
    }

    double share(double count) {
      return count / comparisons;
    }
  }

  /** Simulates comparisons; their forecasts are checked only if asked, which takes longer. */
  Counts run(int comparisons, double factor, boolean forecasts) {
    Counts all = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
    for (int i = 0; i < comparisons; i++) {
      all = all.and(new Trial(factor).counts(forecasts));
    }
    return all;
  }

  /** One comparison. */
  private final class Trial {
    private final double factor;
    private final List<List<List<Double>>> base = new ArrayList<>();
    private final List<List<List<Double>>> fresh = new ArrayList<>();
    private double speed;

    private Trial(double factor) {
      this.factor = factor;
      for (int row = 0; row < shape.rows(); row++) {
        base.add(new ArrayList<>());
        fresh.add(new ArrayList<>());
      }
      measure(shape.rounds(), IntStream.range(0, shape.rows()).boxed().toList());
    }

    private void measure(int rounds, List<Integer> rows) {
      for (int round = 0; round < rounds; round++) {
        for (int row : rows) {
          Row place = new Row(row, shape.rows());
          boolean freshFirst = random.nextBoolean();
          if (freshFirst) {
            fresh.get(row).add(run(place, change(row)));
          }
          base.get(row).add(run(place, 1));
          if (!freshFirst) {
            fresh.get(row).add(run(place, change(row)));
          }
        }
      }
    }

    private List<Double> run(Row row, double change) {
      speed += scenario.drift(random);
      return scenario.run(speed + scenario.level(row, random) + Math.log(change), random);
    }

    private double change(int row) {
      return row == shape.changed() ? factor : 1;
    }

    private Counts counts(boolean forecasts) {
      Comparison first = compare();
      List<Pair> pairs = first.pairs();
      double covered = 0;
      for (int row = 0; row < pairs.size(); row++) {
        covered += pairs.get(row).change().estimate().interval().holds(change(row)) ? 1 : 0;
      }
      Set<FigureKey> flagged = new HashSet<>(first.flagged().stream().map(Figure::key).toList());
      int[] forecast = forecasts ? forecast(first) : new int[2];
      measure(
          shape.rounds(),
          IntStream.range(0, shape.rows())
              .filter(row -> flagged.contains(key(row)))
              .boxed()
              .toList());
      Comparison second = compare();
      return new Counts(
          1,
          alarm(first),
          alarm(second),
          found(first),
          found(second),
          covered / shape.rows(),
          forecast[0],
          forecast[1]);
    }

    private int alarm(Comparison comparison) {
      return IntStream.range(0, shape.rows())
              .filter(row -> change(row) == 1)
              .anyMatch(row -> comparison.pairs().get(row).change().isAlarm())
          ? 1
          : 0;
    }

    private int found(Comparison comparison) {
      return comparison.pairs().get(shape.changed()).change() instanceof Change.Regressed ? 1 : 0;
    }

    /** Measures a row, for which a number of rounds is named, so often. */
    private int[] forecast(Comparison first) {
      List<Integer> open =
          IntStream.range(0, shape.rows())
              .filter(
                  row ->
                      first.pairs().get(row).change() instanceof Change.Undecided undecided
                          && undecided.needed() > 0
                          && undecided.needed() < MOST_ROUNDS)
              .boxed()
              .toList();
      if (open.isEmpty()) {
        return new int[2];
      }
      int row = open.get(random.nextInt(open.size()));
      int needed = ((Change.Undecided) first.pairs().get(row).change()).needed();
      List<List<Double>> before = List.copyOf(base.get(row));
      List<List<Double>> after = List.copyOf(fresh.get(row));
      measure(needed - shape.rounds(), List.of(row));
      boolean decided = !compare().pairs().get(row).change().isOpen();
      base.set(row, new ArrayList<>(before));
      fresh.set(row, new ArrayList<>(after));
      return new int[] {1, decided ? 1 : 0};
    }

    private Comparison compare() {
      return Comparison.of(side(base), side(fresh), judge, AllowedDifferences.NONE);
    }
  }

  private ResultSet side(List<List<List<Double>>> rows) {
    List<Figure> figures =
        IntStream.range(0, shape.rows())
            .mapToObj(row -> new Figure(key(row), Direction.LOWER_IS_BETTER, sample(rows.get(row))))
            .toList();
    return new ResultSet(
        ResultSet.Kind.JMH,
        List.of(new Setting("simulated", Map.of(), null)),
        figures,
        Verdict.of(List.of()),
        List.of());
  }

  private Sample sample(List<List<Double>> runs) {
    List<String> rounds =
        shape.paired()
            ? IntStream.range(0, runs.size()).mapToObj(String::valueOf).toList()
            : List.of();
    return new Sample(runs, rounds);
  }

  /** The key of a row: a benchmark, or the figure of an exchange. */
  private FigureKey key(int row) {
    String name = "row" + row;
    return scenario == GateScenario.LOAD
        ? new FigureKey(Map.of(FigureKey.LABEL, name), "total.p99", "ns")
        : new FigureKey(Map.of(FigureKey.BENCHMARK, name), "score", "ns/op");
  }
}
