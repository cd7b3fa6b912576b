package dev.kexbench.bench.run;

import dev.kexbench.results.compare.Center;
import dev.kexbench.results.compare.Interval;
import dev.kexbench.results.compare.Sample;
import java.util.List;
import java.util.stream.IntStream;

/** How many times the base something else takes, by rounds in which both met the same machine. */
record Ratio(Center center) {
  /** Of two rows' forks, one a round: the median of the rounds' ratios. */
  static Ratio of(List<Double> base, List<Double> other) {
    int rounds = Math.min(base.size(), other.size());
    double[] ratios =
        IntStream.range(0, rounds).mapToDouble(i -> other.get(i) / base.get(i)).toArray();
    return new Ratio(Center.of(Sample.of(ratios)));
  }

  /** So many times this. */
  Center times(double factor) {
    Interval interval = center.interval();
    return new Center(
        factor * center.value(), new Interval(factor * interval.low(), factor * interval.high()));
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
