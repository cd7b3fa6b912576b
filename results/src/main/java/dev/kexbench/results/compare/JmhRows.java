package dev.kexbench.results.compare;

import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.JmhResults;
import dev.kexbench.results.report.MeasuredRow;
import dev.kexbench.results.report.Verdict;
import java.util.List;

/** JMH's results as rows. A score that is not a number makes no row. */
final class JmhRows {
  private JmhRows() {}

  /** {@code environment} is null where none lies beside the file. */
  static ResultSet of(String source, JmhResults results, Environment environment) {
    List<Row> rows =
        results.rows().stream()
            .filter(row -> Double.isFinite(row.metric().score()))
            .map(JmhRows::row)
            .toList();
    Setting setting = new Setting(source, SettingKeys.of(environment));
    return new ResultSet(ResultSet.Kind.JMH, List.of(setting), rows, Verdict.of(List.of()));
  }

  private static Row row(MeasuredRow measured) {
    String unit = measured.metric().unit();
    double error = measured.metric().error();
    return new Row(
        new RowKey(measured.identity(), measured.figure(), unit),
        Direction.ofUnit(unit),
        List.of(measured.metric().score()),
        Double.isFinite(error) ? error : null);
  }
}
