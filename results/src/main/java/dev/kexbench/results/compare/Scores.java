package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.jmh.Metric;
import java.nio.file.Path;
import java.util.List;

/** The scores of one of JMH's files, which must be times, rates or amounts that can be compared. */
public record Scores(Path file, JmhResults results) {
  /** In nanoseconds, 30 years; no operation lasts longer or is done more often in a second. */
  private static final double GREATEST = 1e18;

  private static final double LEAST = 1 / GREATEST;

  /**
   * Reads a file of JMH's and checks its scores.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if it cannot be used
   */
  public static JmhResults read(Path file) {
    JmhResults results = JmhResults.read(file);
    new Scores(file, results).require();
    return results;
  }

  /**
   * Checks every score and what it was computed from.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 and the row of the first
   *     one that is not a number, not more than 0, or not plausible
   */
  void require() {
    for (int row = 1; row <= results.results().size(); row++) {
      JmhResult result = results.results().get(row - 1);
      Metric primary = result.primary();
      require(row, "its score", primary.score(), primary.unit());
      for (List<Double> fork : primary.observations()) {
        for (double observed : fork) {
          requireObserved(row, observed, primary.unit());
        }
        double mean = fork.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        require(row, "the mean of a fork", mean, primary.unit());
      }
    }
  }

  /** A single invocation may be shorter than the clock's resolution. */
  private void requireObserved(int row, double value, String unit) {
    if (value != 0) {
      require(row, "a measurement of its rawData", value, unit);
    }
  }

  private void require(int row, String what, double value, String unit) {
    double normal = value * Units.factor(unit);
    if (!Double.isFinite(value)) {
      throw results.refused(file, row, "%s is %s, which is no measurement".formatted(what, value));
    }
    if (value <= 0) {
      throw results.refused(
          file, row, "%s is %s %s; it must be more than 0".formatted(what, value, unit));
    }
    if (normal > GREATEST || normal < LEAST) {
      throw results.refused(
          file, row, "%s is %s %s, which is not plausible".formatted(what, value, unit));
    }
  }
}
