package dev.kexbench.bench.run;

import java.util.List;
import org.openjdk.jmh.util.ListStatistics;

/**
 * How many times the base something else takes, by rounds in which both met the same machine.
 *
 * @param mean geometric, over rounds
 * @param error half of its 95 % interval; not a number with fewer than three rounds
 */
record Ratio(double mean, double error) {
  private static final double CONFIDENCE = 0.95;

  /** Of two rows' forks, one a round. */
  static Ratio of(List<Double> base, List<Double> other) {
    int rounds = Math.min(base.size(), other.size());
    double[] logs = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      logs[round] = Math.log(other.get(round) / base.get(round));
    }
    ListStatistics statistics = new ListStatistics(logs);
    double mean = Math.exp(statistics.getMean());
    return new Ratio(mean, mean * Math.expm1(statistics.getMeanErrorAt(CONFIDENCE)));
  }

  boolean holdsOne() {
    return !(Math.abs(mean - 1) > error);
  }

  /** As {@code 0.531}, with a ~ behind it where it may be 1. */
  String text() {
    return Figures.number(mean) + (holdsOne() ? " ~" : "  ");
  }
}
