package dev.kexbench.results.statistics;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/** Rank tests of whether two samples come from one distribution. */
public final class RankStatistics {
  private static final double USUAL = 0.05;

  private RankStatistics() {}

  /** The two-sided p value; exact unless values are tied; NaN for single values. */
  static double p(List<Double> base, List<Double> fresh) {
    if (base.size() < 2 || fresh.size() < 2) {
      return Double.NaN;
    }
    long different = Stream.concat(base.stream(), fresh.stream()).distinct().count();
    if (different == 1) {
      return 1;
    }
    boolean tied = different < base.size() + fresh.size();
    return MannWhitneyUTest.withDefaults()
        .with(tied ? PValueMethod.ASYMPTOTIC : PValueMethod.EXACT)
        .test(array(base), array(fresh))
        .getPValue();
  }

  /** The two-sided p value of paired differences; exact unless differences are tied. */
  static double p(double[] differences) {
    double[] some = DoubleStream.of(differences).filter(each -> each != 0).toArray();
    if (some.length == 0) {
      return 1;
    }
    boolean tied = DoubleStream.of(some).map(Math::abs).distinct().count() < some.length;
    return WilcoxonSignedRankTest.withDefaults()
        .with(tied ? PValueMethod.ASYMPTOTIC : PValueMethod.EXACT)
        .test(some)
        .getPValue();
  }

  /** Whether this many runs on the two sides could ever give a significant difference. */
  static boolean canDecide(int base, int fresh) {
    return Math.min(base, fresh) > 1 && smallest(base, fresh) < USUAL;
  }

  /** Whether this many pairs could ever give a significant difference. */
  static boolean canDecidePairs(int pairs) {
    return 2 / Math.pow(2, pairs) < USUAL;
  }

  /** The minimum number of runs of each side. */
  public static int fewest() {
    int runs = 1;
    while (!canDecide(runs, runs)) {
      runs++;
    }
    return runs;
  }

  /**
   * The p value of samples that do not overlap: 2 divided by the ways to choose the smaller ranks.
   */
  private static double smallest(int base, int fresh) {
    double ways = 1;
    for (int i = 1; i <= base; i++) {
      ways = ways * (fresh + i) / i;
    }
    return 2 / ways;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
