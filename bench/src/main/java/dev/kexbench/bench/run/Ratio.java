package dev.kexbench.bench.run;

import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.MedianEstimate;
import dev.kexbench.results.statistics.Sample;
import java.util.List;
import java.util.stream.IntStream;

/** How many times the base something else takes, by rounds in which both met the same machine. */
record Ratio(MedianEstimate center) {
  /** Of two rows' forks, one a round: the median of the rounds' ratios. */
  static Ratio of(List<Double> base, List<Double> other) {
    int rounds = Math.min(base.size(), other.size());
    double[] ratios =
        IntStream.range(0, rounds).mapToDouble(i -> other.get(i) / base.get(i)).toArray();
    return new Ratio(MedianEstimate.of(Sample.of(ratios)));
  }

  /** So many times this. */
  MedianEstimate times(double factor) {
    ConfidenceInterval interval = center.interval();
    return new MedianEstimate(
        factor * center.value(),
        new ConfidenceInterval(factor * interval.low(), factor * interval.high()));
  }

  double value() {
    return center.value();
  }

  /** Whether there may be no difference. */
  boolean holdsOne() {
    return center.interval().holds(1);
  }

  /** As {@code 0.531}, with a ~ behind it where it may be 1. */
  String text() {
    return Figures.number(value()) + (holdsOne() ? " ~" : "  ");
  }

  /** Half of the 95 % interval. */
  String error() {
    return Figures.error(center.error(), value());
  }
}
