package dev.kexbench.results.suite;

import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import java.util.Collection;
import java.util.List;

/**
 * How far a score may be off, as ± states it: half of the 95 % interval of the mean, or, of fewer
 * than {@value #FEWEST} forks, half of the range between the lowest and the highest. An interval of
 * so few forks would depend on how they are distributed, which they do not show.
 */
final class ScoreError {
  /** The fewest forks for a 95 % interval. */
  static final int FEWEST = 6;

  private ScoreError() {}

  /** The ± of these forks; NaN with one. */
  static double of(Sample forks) {
    return of(forks, MeanEstimate.of(forks));
  }

  /** The ± of these forks, whose mean is known. */
  static double of(Sample forks, MeanEstimate mean) {
    if (forks.runs().size() >= FEWEST) {
      return mean.error();
    }
    List<Double> means = forks.means();
    double lowest = means.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double highest = means.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return means.size() == 1 ? Double.NaN : (highest - lowest) / 2;
  }

  /** Whether one of these scores has too few forks for a 95 % interval. */
  static boolean isBelowInterval(Collection<Score> scores) {
    return fewest(scores) < FEWEST;
  }

  private static int fewest(Collection<Score> scores) {
    return scores.stream().mapToInt(score -> score.forks().runs().size()).min().orElse(FEWEST);
  }

  /** What ± means in a table of these scores. */
  static String meaning(Collection<Score> scores) {
    int fewest = fewest(scores);
    if (fewest == 1) {
      return "unknown of one fork";
    }
    return isBelowInterval(scores)
        ? "half of the range of %d forks (a 95 %% interval needs %d)".formatted(fewest, FEWEST)
        : "half of its 95 % interval";
  }
}
