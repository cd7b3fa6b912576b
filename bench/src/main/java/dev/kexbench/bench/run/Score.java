package dev.kexbench.bench.run;

import dev.kexbench.results.report.JmhResult;
import dev.kexbench.results.report.JmhResults;
import dev.kexbench.results.report.Metric;
import java.util.List;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What a row measured.
 *
 * @param value in {@code unit}
 * @param error half of the 95 % interval over the means of the forks, since the iterations of one
 *     fork are no samples of their own; not a number with fewer than three forks
 * @param forks the mean of each, in the order of rounds
 * @param unit as {@code µs/op}
 * @param allocated bytes per operation; not a number where the profiler has none
 */
public record Score(
    Row row, double value, double error, List<Double> forks, String unit, double allocated) {
  private static final double CONFIDENCE = 0.95;
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final String NANOSECONDS = "ns/op";
  private static final String MICROSECONDS = "µs/op";

  /** All scores of a file, in its order. */
  public static List<Score> of(JmhResults results) {
    return results.results().stream().map(Score::of).toList();
  }

  static Score of(JmhResult result) {
    Metric allocation = result.secondary().get(ALLOCATION);
    List<Double> forks = result.primary().raw().stream().map(Score::mean).toList();
    return new Score(
        Row.of(result),
        result.primary().score(),
        statistics(forks).getMeanErrorAt(CONFIDENCE),
        forks,
        Figures.unit(result.primary().unit()),
        allocation == null ? Double.NaN : allocation.score());
  }

  /** A time in microseconds. */
  public double micros() {
    return value * microsPerUnit();
  }

  /** The error in microseconds. */
  public double microsError() {
    return error * microsPerUnit();
  }

  private double microsPerUnit() {
    return switch (unit) {
      case NANOSECONDS -> 1e-3;
      case MICROSECONDS -> 1;
      default -> throw new IllegalArgumentException(row.label() + " is in " + unit);
    };
  }

  static ListStatistics statistics(List<Double> values) {
    return new ListStatistics(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double mean(List<Double> fork) {
    return fork.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
