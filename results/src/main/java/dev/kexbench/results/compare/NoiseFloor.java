package dev.kexbench.results.compare;

import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.JmhResults;
import dev.kexbench.results.report.MeasuredRow;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a comparison would find between runs of one plan on one machine: two runs that differ by
 * less may be the same. Of load reports, of which there are few, a figure's spread is the largest
 * ratio of any two, less one, which is how {@link Judge} measures a difference; of JMH's results,
 * which consist of forks, it is what {@link Resampling} finds.
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

  /**
   * Of JMH's results in these folders below a folder, all of the same build.
   *
   * @param sides each has the same rows with as many forks
   */
  public static Calibration ofForks(Path folder, List<String> sides, Clock clock) {
    List<JmhResults> results =
        sides.stream().map(side -> JmhResults.readFolder(folder.resolve(side))).toList();
    Environment environment =
        ReportFiles.readEnvironment(folder.resolve(sides.get(0)).resolve("environment.json"));
    return new Calibration(
        Calibration.SCHEMA,
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        clock.instant(),
        Verdict.of(List.of()),
        SettingKeys.of(environment),
        sides,
        JmhResults.joined(results).rows().stream()
            .filter(JmhRows::isCompared)
            .map(row -> spread(row, sides.size()))
            .toList());
  }

  private static Calibration.Spread spread(MeasuredRow row, int sides) {
    double[] forks =
        row.metric().raw().stream()
            .mapToDouble(
                fork -> fork.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN))
            .sorted()
            .toArray();
    double noise = new Resampling(forks).noise(Math.max(1, forks.length / sides));
    return new Calibration.Spread(
        row.identity(),
        row.figure(),
        row.metric().unit(),
        forks[0],
        Row.median(Arrays.stream(forks)),
        forks[forks.length - 1],
        Double.isFinite(noise) ? noise : null,
        Arrays.stream(forks).boxed().toList());
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
