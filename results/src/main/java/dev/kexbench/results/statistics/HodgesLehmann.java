package dev.kexbench.results.statistics;

/**
 * The ratio of two sides: the median of the ratios of all pairs of runs (Hodges and Lehmann,
 * Estimates of Location Based on Rank Tests, 1963). It is as robust as a median against a few
 * disturbed runs but more efficient without any: with normal noise its efficiency is 0.95, that of
 * medians 0.64. The rank tests of {@link RankStatistics} test whether the ratio is 1.
 */
final class HodgesLehmann {
  private HodgesLehmann() {}

  /** The median of the ratios of each run of one side to each run of the other. */
  static double ratio(double[] base, double[] fresh) {
    double[] ratios = new double[base.length * fresh.length];
    int at = 0;
    for (double before : base) {
      for (double after : fresh) {
        ratios[at++] = Estimate.ratio(before, after);
      }
    }
    return Sample.medianOf(ratios);
  }

  /** The median of the geometric means of all pairs of ratios, each with itself included. */
  static double ratio(double[] ratios) {
    double[] means = new double[ratios.length * (ratios.length + 1) / 2];
    int at = 0;
    for (int i = 0; i < ratios.length; i++) {
      for (int j = 0; j <= i; j++) {
        means[at++] = Math.sqrt(ratios[i] * ratios[j]);
      }
    }
    return Sample.medianOf(means);
  }
}
