package dev.kexbench.results.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How much the figures of one plan differ between runs when nothing has changed: {@code
 * calibration.json}, written by {@code --calibrate} of {@code scripts/loadtest} and {@code
 * scripts/bench}.
 *
 * @param schema always {@link #SCHEMA}
 * @param name of the calibration, also that of its folder
 * @param madeAt when the last of its runs ended
 * @param verdict whether all of its runs are valid
 * @param settings those of machine and plan that two results must share to be compared
 * @param runs the reports or folders that it is computed from, as paths relative to its folder
 * @param figures each with its spread
 */
public record Calibration(
    String schema,
    String name,
    Instant madeAt,
    Verdict verdict,
    Map<String, String> settings,
    List<String> runs,
    List<Spread> figures) {
  /** The schema that this version writes and reads. */
  public static final String SCHEMA = "kexbench/calibration/1";

  /** Missing collections become empty. */
  public Calibration {
    settings = Copies.map(settings);
    runs = Copies.list(runs);
    figures = Copies.list(figures);
  }

  /**
   * One figure over all runs.
   *
   * @param label of the run within its report, empty for a report's only run; benchmark and
   *     parameters for JMH's results
   * @param figure as {@code total.p99}, {@code score}
   * @param unit {@code ns}, {@code us}, {@code share} or {@code /s}, or JMH's
   * @param spread by how much two runs differ in 95 of 100 cases, as a share: 0.02 is 2 %; null if
   *     values are not positive, or there are too few
   * @param noise how two runs vary; null likewise, and in older files
   * @param values one per run, in the order of the runs; for JMH's results, one per fork
   */
  public record Spread(
      String label,
      String figure,
      String unit,
      double lowest,
      double median,
      double highest,
      Double spread,
      Noise noise,
      List<Double> values) {
    /** Missing values become empty. */
    public Spread {
      values = Copies.list(values);
    }

    /** The figure with these values, at least one. */
    public static Spread of(
        String label, String figure, String unit, List<Double> values, Double spread, Noise noise) {
      double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int last = sorted.length - 1;
      double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
      return new Spread(
          label, figure, unit, sorted[0], median, sorted[last], spread, noise, values);
    }
  }

  /**
   * How the logarithm of the ratio of two runs of the same build varies.
   *
   * @param deviation its standard deviation
   * @param degrees of freedom of that deviation
   * @param paired whether the two runs were measured in the same round, as JMH's are; otherwise at
   *     different times
   */
  public record Noise(double deviation, double degrees, boolean paired) {}
}
