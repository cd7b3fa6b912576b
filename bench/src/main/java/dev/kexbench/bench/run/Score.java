package dev.kexbench.bench.run;

import dev.kexbench.results.report.JmhResult;
import dev.kexbench.results.report.Metric;
import java.util.List;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What a row measured.
 *
 * @param value in {@code unit}
 * @param error half of the 95 % interval over the means of the forks, since the iterations of one
 *     fork are no samples of their own; not a number with fewer than three forks
 * @param allocated bytes per operation; not a number where the profiler has none
 */
record Score(Row row, double value, double error, String unit, double allocated) {
  private static final double CONFIDENCE = 0.95;
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  static Score of(JmhResult result) {
    Metric allocation = result.secondary().get(ALLOCATION);
    return new Score(
        Row.of(result),
        result.primary().score(),
        error(result.primary().raw()),
        Figures.unit(result.primary().unit()),
        allocation == null ? Double.NaN : allocation.score());
  }

  /** Whether this and the other's interval touch. */
  boolean touches(Score other) {
    return !(Math.abs(value - other.value) > error + other.error);
  }

  private static double error(List<List<Double>> forks) {
    double[] means =
        forks.stream()
            .mapToDouble(
                fork -> fork.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN))
            .toArray();
    return new ListStatistics(means).getMeanErrorAt(CONFIDENCE);
  }
}
