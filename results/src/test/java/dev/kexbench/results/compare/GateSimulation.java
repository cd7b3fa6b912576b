package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Comparisons of results that were never measured, to count how often the judge errs. */
final class GateSimulation {
  private static final RowKey KEY = new RowKey(Map.of(), "score", "ns/op");
  private static final double TYPICAL = 300_000;

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

  /**
   * How results scatter.
   *
   * @param forks the standard deviation of forks, as a share of their mean
   * @param iterations that of the iterations of one fork
   * @param number of iterations in a fork
   */
  record Noise(double forks, double iterations, int number) {
    /** What the forks of a row show. */
    static Noise of(Sample sample) {
      List<Double> means = sample.means();
      double iterations = sample.runs().stream().mapToDouble(Noise::deviation).average().orElse(0);
      int number = sample.runs().get(0).size();
      double between = Math.pow(deviation(means), 2) - Math.pow(iterations, 2) / number;
      return new Noise(Math.sqrt(Math.max(0, between)), iterations, number);
    }

    private static double deviation(List<Double> values) {
      double mean = Sample.mean(values);
      double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
      return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1)) / mean;
    }
  }

  /** What became of so many pairs whose truth differs by a factor, of rows with these noises. */
  Stream<Change> pairs(int pairs, double factor, List<Noise> noises) {
    return IntStream.range(0, pairs)
        .mapToObj(pair -> pair(factor, noises.get(pair % noises.size())));
  }

  private Change pair(double factor, Noise noise) {
    return judge.judge(row(1, noise), row(factor, noise));
  }

  private Row row(double factor, Noise noise) {
    List<List<Double>> runs =
        IntStream.range(0, forks).mapToObj(fork -> fork(factor * TYPICAL, noise)).toList();
    return new Row(KEY, Direction.LOWER_IS_BETTER, new Sample(runs));
  }

  private List<Double> fork(double truth, Noise noise) {
    double mean = truth * (1 + noise.forks() * random.nextGaussian());
    return IntStream.range(0, noise.number())
        .mapToObj(i -> mean * (1 + noise.iterations() * random.nextGaussian()))
        .toList();
  }
}
