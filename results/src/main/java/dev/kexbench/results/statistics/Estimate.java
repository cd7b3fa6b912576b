package dev.kexbench.results.statistics;

import dev.kexbench.results.statistics.SampleSize.Kind;

/**
 * How two samples of a figure compare.
 *
 * @param ratio new over base, over all pairs of their runs, or within the rounds that both share
 *     (see {@link HodgesLehmann}); for latencies, the ratio of their quantiles; infinite if only
 *     base is 0
 * @param interval the 95 % confidence interval of the ratio
 * @param p the probability that samples of one distribution differ this much: for runs by the
 *     Mann-Whitney test, for rounds by the Wilcoxon signed-rank test, both exact; NaN if a side has
 *     only one run
 * @param evidence the number of runs, rounds or seconds behind it
 */
public record Estimate(double ratio, ConfidenceInterval interval, double p, SampleSize evidence) {
  /** Compares within the rounds that both sides share, if there are enough; else by their runs. */
  public static Estimate of(Sample base, Sample fresh) {
    SharedRounds rounds = SharedRounds.of(base, fresh);
    SampleSize paired = new SampleSize(Kind.ROUNDS, rounds.count(), rounds.count());
    return paired.decides()
        ? new Estimate(
            HodgesLehmann.ratio(rounds.ratios().toArray()),
            new Bootstrap().ratio(rounds),
            RankStatistics.p(rounds.ratios().map(Math::log).toArray()),
            paired)
        : ofRuns(base, fresh);
  }

  private static Estimate ofRuns(Sample base, Sample fresh) {
    return new Estimate(
        HodgesLehmann.ratio(array(base), array(fresh)),
        new Bootstrap().ratio(base, fresh),
        RankStatistics.p(base.means(), fresh.means()),
        new SampleSize(Kind.RUNS, base.runs().size(), fresh.runs().size()));
  }

  private static double[] array(Sample sample) {
    return sample.means().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Two zeros are equal. */
  static double ratio(double base, double fresh) {
    return base == fresh ? 1 : fresh / base;
  }
}
