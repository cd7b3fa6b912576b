package dev.kexbench.results.statistics;

import dev.kexbench.results.statistics.SampleSize.Kind;

/**
 * How two samples of a figure compare.
 *
 * @param ratio new over base, by all pairs of their runs, or within the rounds that both share (see
 *     {@link HodgesLehmann}); of latencies that of their quantiles; infinite where base is 0 and
 *     new is not
 * @param interval 95 of 100 such intervals hold the true ratio
 * @param p that samples of one distribution lie so far apart: of runs by the test of Mann and
 *     Whitney, of rounds by Wilcoxon's of signed ranks, both exact; not a number where a side has
 *     one run only
 * @param evidence what it comes from
 */
public record Estimate(double ratio, ConfidenceInterval interval, double p, SampleSize evidence) {
  /** Within the rounds that both sides share, if there are enough of them; else by their runs. */
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

  /** Two zeros are the same. */
  static double ratio(double base, double fresh) {
    return base == fresh ? 1 : fresh / base;
  }
}
