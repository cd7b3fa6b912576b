package dev.kexbench.results.compare;

/**
 * How two samples of a figure compare.
 *
 * @param ratio of the medians, new over base; infinite where base is 0 and new is not
 * @param interval 95 of 100 such intervals hold the true ratio
 * @param p that samples of one distribution lie so far apart (Mann and Whitney, exact); not a
 *     number where a side has one run only
 */
public record Estimate(double ratio, Interval interval, double p) {
  static Estimate of(Sample base, Sample fresh) {
    return new Estimate(
        ratio(base.center(), fresh.center()),
        new Bootstrap().ratio(base, fresh),
        RankTest.p(base.means(), fresh.means()));
  }

  /** Two zeros are the same. */
  static double ratio(double base, double fresh) {
    return base == fresh ? 1 : fresh / base;
  }
}
