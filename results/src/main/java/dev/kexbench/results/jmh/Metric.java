package dev.kexbench.results.jmh;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kexbench.results.report.Copies;
import java.util.List;
import java.util.stream.Stream;

/**
 * One figure of JMH.
 *
 * @param score the figure, in {@code unit}; not a number where JMH had none
 * @param error half of JMH's 99.9 % interval; not a number where there were too few samples
 * @param unit such as {@code us/op}
 * @param raw the score of every iteration, by fork
 * @param histogram in the mode that samples, instead of {@code raw}: pairs of value and count, by
 *     fork and iteration
 */
public record Metric(
    double score,
    @JsonProperty("scoreError") double error,
    @JsonProperty("scoreUnit") String unit,
    @JsonProperty("rawData") List<List<Double>> raw,
    @JsonProperty("rawDataHistogram") List<List<List<List<Double>>>> histogram) {
  /** Missing raw data becomes none. */
  public Metric {
    raw = Copies.list(raw);
    histogram = Copies.list(histogram);
  }

  /** What every iteration observed, by fork: its score, or the mean of what it sampled. */
  public List<List<Double>> observations() {
    return raw.isEmpty()
        ? histogram.stream().map(fork -> fork.stream().map(Metric::mean).toList()).toList()
        : raw;
  }

  /** The finite observations of each fork; the score alone if there are none. */
  public List<List<Double>> forks() {
    List<List<Double>> forks =
        observations().stream()
            .map(fork -> fork.stream().filter(Double::isFinite).toList())
            .filter(fork -> !fork.isEmpty())
            .toList();
    return forks.isEmpty() ? List.of(List.of(score)) : forks;
  }

  /** Not a number if the iteration sampled nothing. */
  private static double mean(List<List<Double>> pairs) {
    double sum = 0;
    double count = 0;
    for (List<Double> pair : pairs) {
      sum += pair.get(0) * pair.get(1);
      count += pair.get(1);
    }
    return sum / count;
  }

  /** This with the forks of another round; the score is the mean over all forks. */
  Metric with(Metric other) {
    int forks = Math.max(1, observations().size());
    int others = Math.max(1, other.observations().size());
    double mean = (score * forks + other.score * others) / (forks + others);
    return new Metric(
        mean, Double.NaN, unit, both(raw, other.raw), both(histogram, other.histogram));
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
