package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;

/**
 * One figure of JMH.
 *
 * @param score the figure, in {@code unit}; not a number where JMH had none
 * @param error half of JMH's 99.9 % interval; not a number where there were too few samples
 * @param unit such as {@code us/op}
 * @param raw the score of every iteration, by fork
 */
public record Metric(
    double score,
    @JsonProperty("scoreError") double error,
    @JsonProperty("scoreUnit") String unit,
    @JsonProperty("rawData") List<List<Double>> raw) {
  /** Missing raw data becomes none. */
  public Metric {
    raw = OrEmpty.list(raw);
  }

  /** This with the forks of another round; the score is the mean over all forks. */
  Metric with(Metric other) {
    int forks = Math.max(1, raw.size());
    int others = Math.max(1, other.raw.size());
    double mean = (score * forks + other.score * others) / (forks + others);
    List<List<Double>> all = Stream.concat(raw.stream(), other.raw.stream()).toList();
    return new Metric(mean, Double.NaN, unit, all);
  }
}
