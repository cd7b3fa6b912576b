package dev.kexbench.results.statistics;

import dev.kexbench.results.statistics.SampleSize.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How far two samples of a figure lie apart, and how much their runs vary. The unit is the mean of
 * a run: iterations of a run are never counted as independent observations.
 *
 * @param base the typical value of the base side: the geometric mean of its runs
 * @param fresh the typical value of the new side
 * @param relative whether shift and variances are those of logarithms, so that the shift is the
 *     logarithm of the ratio; otherwise, where a value is not positive, they are in the figure's
 *     unit
 * @param shift new minus base
 * @param components what the shift's variance is the sum of; empty if it is unknown
 * @param evidence the number of runs or rounds
 */
public record Difference(
    double base,
    double fresh,
    boolean relative,
    double shift,
    List<Component> components,
    SampleSize evidence) {
  /** Keeps its own copy. */
  public Difference {
    components = List.copyOf(components);
  }

  /**
   * The variance of one run, or of one round's difference.
   *
   * @param variance of a unit
   * @param degrees of freedom behind it
   * @param units the mean of this many has the variance divided by it
   */
  public record Component(double variance, double degrees, double units) {}

  /**
   * The difference within the rounds that both sides share, if there are enough of them; else that
   * of all runs.
   */
  public static Difference of(Sample base, Sample fresh) {
    SharedRounds rounds = SharedRounds.of(base, fresh);
    if (rounds.count() < SampleSize.FEWEST) {
      return ofRuns(means(base.runs()), means(fresh.runs()));
    }
    return ofRounds(means(rounds.base()), means(rounds.fresh()));
  }

  private static Difference ofRounds(double[] base, double[] fresh) {
    boolean relative = positive(base, fresh);
    double[] before = scaled(base, relative);
    double[] after = scaled(fresh, relative);
    double[] differences = new double[before.length];
    Arrays.setAll(differences, i -> after[i] - before[i]);
    Moments moments = Moments.of(differences, relative);
    Component component = new Component(moments.variance(), before.length - 1, before.length);
    return new Difference(
        Moments.of(before, relative).value(),
        Moments.of(after, relative).value(),
        relative,
        moments.mean(),
        List.of(component),
        new SampleSize(Kind.ROUNDS, base.length, fresh.length));
  }

  private static Difference ofRuns(double[] base, double[] fresh) {
    boolean relative = positive(base, fresh);
    Moments before = Moments.of(scaled(base, relative), relative);
    Moments after = Moments.of(scaled(fresh, relative), relative);
    SampleSize evidence = new SampleSize(Kind.RUNS, base.length, fresh.length);
    return new Difference(
        before.value(),
        after.value(),
        relative,
        after.mean() - before.mean(),
        components(before.variance(), after.variance(), evidence),
        evidence);
  }

  /** A single run is taken to vary as the runs of the other side do. */
  private static List<Component> components(double base, double fresh, SampleSize runs) {
    double before = runs.base();
    double after = runs.fresh();
    if (!runs.decides()) {
      return List.of();
    }
    if (runs.fewest() > 1) {
      return List.of(
          new Component(base, before - 1, before), new Component(fresh, after - 1, after));
    }
    double known = before == 1 ? fresh : base;
    return List.of(new Component(known, before + after - 2, 1 / (1 / before + 1 / after)));
  }

  /**
   * The same difference with a variance from elsewhere.
   *
   * @param ofPair the variance of the difference of two runs
   */
  public Difference with(double ofPair, double degrees) {
    return new Difference(
        base,
        fresh,
        relative,
        shift,
        List.of(new Component(ofPair, degrees, evidence.pairs())),
        evidence);
  }

  private static double[] means(List<List<Double>> runs) {
    return runs.stream().mapToDouble(Sample::mean).toArray();
  }

  private static boolean positive(double[] base, double[] fresh) {
    return DoubleStream.concat(Arrays.stream(base), Arrays.stream(fresh))
        .allMatch(value -> value > 0);
  }

  private static double[] scaled(double[] values, boolean relative) {
    return relative ? Arrays.stream(values).map(Math::log).toArray() : values;
  }
}
