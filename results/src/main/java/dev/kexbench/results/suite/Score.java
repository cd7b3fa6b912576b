package dev.kexbench.results.suite;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.jmh.Metric;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.MedianEstimate;
import dev.kexbench.results.statistics.Sample;
import java.util.List;

/**
 * The score of a row.
 *
 * @param value the median of the forks, in {@code unit}; one disturbed fork does not move it
 * @param error half of its 95 % interval over forks and their iterations, since iterations of one
 *     fork are not independent samples; NaN with one fork
 * @param forks the mean of each fork, in the order of rounds
 * @param unit as {@code µs/op}
 * @param allocated bytes per operation; NaN if the profiler has no figure
 */
public record Score(
    Row row, double value, double error, List<Double> forks, String unit, double allocated) {
  private static final String NANOSECONDS = "ns/op";
  private static final String MICROSECONDS = "µs/op";

  /** All scores of the results, in their order. */
  public static List<Score> of(JmhResults results) {
    return results.results().stream().map(Score::of).toList();
  }

  static Score of(JmhResult result) {
    Metric allocation = result.secondary().get(MeasuredRow.ALLOCATED);
    Sample forks = new Sample(result.primary().observations());
    MedianEstimate center = MedianEstimate.of(forks);
    return new Score(
        Row.of(result),
        center.value(),
        center.error(),
        forks.means(),
        Numbers.unit(result.primary().unit()),
        allocation == null ? Double.NaN : allocation.score());
  }

  /** The time in microseconds. */
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
}
