package dev.kexbench.results.compare;

import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.JmhResults;
import dev.kexbench.results.report.MeasuredRow;
import dev.kexbench.results.report.Verdict;
import java.util.List;

/**
 * JMH's results as rows: the score, and what an operation allocates. The profiler's other figures
 * are about the fork as a whole (collections, seconds of them) and say nothing of the operation. A
 * score that is not a number makes no row.
 */
final class JmhRows {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private JmhRows() {}

  /** {@code environment} is null where none lies beside the file. */
  static ResultSet of(String source, JmhResults results, Environment environment) {
    List<Row> rows = results.rows().stream().filter(JmhRows::isCompared).map(JmhRows::row).toList();
    Setting setting = new Setting(source, SettingKeys.of(environment));
    return new ResultSet(ResultSet.Kind.JMH, List.of(setting), rows, Verdict.of(List.of()));
  }

  /** Whether a comparison looks at it. */
  static boolean isCompared(MeasuredRow row) {
    boolean known = row.figure().equals(MeasuredRow.SCORE) || row.figure().equals(ALLOCATED);
    return known && Double.isFinite(row.metric().score());
  }

  /** Bytes are whole: the fraction of one is what other threads allocated meanwhile. */
  private static double value(MeasuredRow measured) {
    double score = measured.metric().score();
    return measured.figure().equals(ALLOCATED) ? Math.rint(score) : score;
  }

  private static Row row(MeasuredRow measured) {
    String unit = measured.metric().unit();
    double error = measured.metric().error();
    return new Row(
        new RowKey(measured.identity(), measured.figure(), unit),
        Direction.ofUnit(unit),
        List.of(value(measured)),
        Double.isFinite(error) ? error : null);
  }
}
