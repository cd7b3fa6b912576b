package dev.kexbench.results.suite;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.MeanEstimate;

/** The ratio of one score to another, by the estimate that comparisons use. */
record Ratio(Estimate estimate) {
  /** The ratio of a score to the base's. */
  static Ratio of(Score base, Score other) {
    return new Ratio(Estimate.of(base.forks(), other.forks()));
  }

  double value() {
    return estimate.ratio();
  }

  /** Whether the 95 % interval includes 1. */
  boolean includesOne() {
    return estimate.interval().holds(1);
  }

  /** The ratio and its interval, multiplied by a factor. */
  MeanEstimate times(double factor) {
    ConfidenceInterval interval = estimate.interval();
    return new MeanEstimate(
        factor * value(),
        new ConfidenceInterval(factor * interval.low(), factor * interval.high()));
  }

  /** The ratio as {@code 0.531}, followed by ~ if the interval includes 1. */
  String text() {
    return Numbers.significant(value()) + (includesOne() ? " ~" : "  ");
  }
}
