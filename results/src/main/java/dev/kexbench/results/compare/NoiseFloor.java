package dev.kexbench.results.compare;

import dev.kexbench.results.report.Calibration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;

/**
 * What a comparison would find between runs of one plan on one machine. A figure's spread is the
 * largest ratio of any two of them, less one, which is how {@link Judge} measures a difference: two
 * single runs that differ by less may be the same.
 */
public final class NoiseFloor {
  private NoiseFloor() {}

  /** Of the reports in these places below a folder, which is where the calibration belongs. */
  public static Calibration of(Path folder, List<String> reports, Clock clock) {
    ResultSet set = ResultSet.load(reports.stream().map(folder::resolve).toList());
    return new Calibration(
        Calibration.SCHEMA,
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        clock.instant(),
        set.verdict(),
        set.settings().get(0).keys(),
        reports,
        set.rows().stream().map(NoiseFloor::spread).toList());
  }

  private static Calibration.Spread spread(Row row) {
    double lowest = Collections.min(row.values());
    double highest = Collections.max(row.values());
    boolean unbounded = lowest == 0 && highest != 0;
    Double spread = unbounded ? null : Double.valueOf(highest == 0 ? 0 : highest / lowest - 1);
    RowKey key = row.key();
    return new Calibration.Spread(
        key.identity(),
        key.figure(),
        key.unit(),
        lowest,
        row.value(),
        highest,
        spread,
        row.values());
  }
}
