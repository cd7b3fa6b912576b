package dev.kexbench.results.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How far apart the figures of one plan lie when nothing has changed but the time: {@code
 * calibration.json}, made by {@code --calibrate} of {@code scripts/loadtest} and {@code
 * scripts/bench}.
 *
 * @param schema always {@link #SCHEMA}
 * @param name of the calibration, also that of its folder
 * @param madeAt when the last of its runs had ended
 * @param verdict whether all of its runs are to be believed
 * @param settings machine and plan, as far as two results must share them to be compared
 * @param runs the reports or folders that it is made from, as paths from its folder
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
  /** The layout that this version writes and reads. */
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
   *     parameters of JMH's results
   * @param figure as {@code total.p99}, {@code score}
   * @param unit {@code ns}, {@code us}, {@code share} or {@code /s}, or JMH's
   * @param spread how far two runs may lie apart, as a share: 0.02 is 2 %. Of load reports, how
   *     much more the highest is than the lowest, null where the lowest is 0 and the highest is
   *     not; of JMH's results, what 95 of 100 pairs of runs stay below
   * @param values one a run, in the order of the runs; of JMH's results one a fork
   */
  public record Spread(
      String label,
      String figure,
      String unit,
      double lowest,
      double median,
      double highest,
      Double spread,
      List<Double> values) {
    /** Missing values become none. */
    public Spread {
      values = Copies.list(values);
    }
  }
}
