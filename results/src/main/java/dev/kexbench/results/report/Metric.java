package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

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
}
