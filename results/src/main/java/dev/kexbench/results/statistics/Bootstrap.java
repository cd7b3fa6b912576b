package dev.kexbench.results.statistics;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The confidence interval of a median, or of the ratio of two sides, by a hierarchical bootstrap:
 * runs, or rounds of both sides, are drawn with replacement, then the observations within each
 * drawn run (Davison and Hinkley, Bootstrap Methods and their Application, section 3.8). Percentile
 * intervals are too narrow for few runs, so they are widened as Hesterberg proposes (What Teachers
 * Should Know About the Bootstrap, 2015, section 5.3: the expanded percentile interval). The seed
 * is fixed: the same runs give the same interval.
 */
final class Bootstrap {
  private static final int DRAWS = 4_000;
  private static final double OUTSIDE = 0.05;
  private static final long SEED = 1;

  private final Random random = new Random(SEED);

  /** The 95 % interval of new over base; unbounded if a side has only one run. */
  ConfidenceInterval ratio(Sample base, Sample fresh) {
    int fewest = Math.min(base.runs().size(), fresh.runs().size());
    if (fewest < 2) {
      return new ConfidenceInterval(0, Double.POSITIVE_INFINITY);
    }
    return interval(fewest, () -> HodgesLehmann.ratio(drawn(base), drawn(fresh)));
  }

  /** The 95 % interval of new over base within rounds; there must be several. */
  ConfidenceInterval ratio(SharedRounds rounds) {
    int count = rounds.count();
    return interval(
        count,
        () ->
            HodgesLehmann.ratio(DoubleStream.generate(() -> drawn(rounds)).limit(count).toArray()));
  }

  private double drawn(SharedRounds rounds) {
    int round = random.nextInt(rounds.count());
    return Estimate.ratio(
        drawnMean(rounds.base().get(round)), drawnMean(rounds.fresh().get(round)));
  }

  /** The 95 % interval of a median; unbounded with only one run. */
  ConfidenceInterval center(Sample sample) {
    int runs = sample.runs().size();
    return runs < 2
        ? new ConfidenceInterval(0, Double.POSITIVE_INFINITY)
        : interval(runs, () -> Sample.medianOf(drawn(sample)));
  }

  private static ConfidenceInterval interval(int runs, DoubleSupplier draw) {
    double[] drawn = DoubleStream.generate(draw).limit(DRAWS).sorted().toArray();
    double tail = tail(runs);
    return new ConfidenceInterval(quantile(drawn, tail), quantile(drawn, 1 - tail));
  }

  /** The share of draws that is cut off at either end, expanded for that number of runs. */
  private static double tail(int runs) {
    double t = TDistribution.of(runs - 1.0).inverseCumulativeProbability(OUTSIDE / 2);
    return NormalDistribution.of(0, 1).cumulativeProbability(Math.sqrt(runs / (runs - 1.0)) * t);
  }

  private static double quantile(double[] sorted, double share) {
    int at = (int) Math.floor(share * (sorted.length - 1) + 0.5);
    return sorted[Math.max(0, Math.min(sorted.length - 1, at))];
  }

  private double[] drawn(Sample sample) {
    List<List<Double>> runs = sample.runs();
    double[] means = new double[runs.size()];
    for (int i = 0; i < means.length; i++) {
      means[i] = drawnMean(runs.get(random.nextInt(runs.size())));
    }
    return means;
  }

  private double drawnMean(List<Double> run) {
    double sum = 0;
    for (int i = 0; i < run.size(); i++) {
      sum += run.get(random.nextInt(run.size()));
    }
    return sum / run.size();
  }
}
