package dev.kexbench.results.suite;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.MedianEstimate;
import dev.kexbench.results.statistics.Sample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ratio of another row's time to the base's, taken within rounds, in which both ran on the
 * machine in the same state.
 */
record Ratio(MedianEstimate center) {
  /** The median of the rounds' ratios, from two rows with one fork per round. */
  static Ratio of(List<Double> base, List<Double> other) {
    int rounds = Math.min(base.size(), other.size());
    double[] ratios =
        IntStream.range(0, rounds).mapToDouble(i -> other.get(i) / base.get(i)).toArray();
    return new Ratio(MedianEstimate.of(Sample.of(ratios)));
  }

  /** The ratio multiplied by a factor. */
  MedianEstimate times(double factor) {
    ConfidenceInterval interval = center.interval();
    return new MedianEstimate(
        factor * center.value(),
        new ConfidenceInterval(factor * interval.low(), factor * interval.high()));
  }

  double value() {
    return center.value();
  }

  /** Whether the interval includes 1. */
  boolean holdsOne() {
    return center.interval().holds(1);
  }

  /** The ratio as {@code 0.531}, followed by ~ if it may be 1. */
  String text() {
    return Numbers.significant(value()) + (holdsOne() ? " ~" : "  ");
  }

  /** Half of the 95 % interval. */
  String error() {
    return Numbers.error(center.error(), value());
  }
}
