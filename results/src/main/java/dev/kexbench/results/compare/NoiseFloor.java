package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.statistics.Resampling;
import dev.kexbench.results.statistics.Sample;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;

/**
 * Computes a calibration: the differences that a comparison would find between runs of one plan on
 * one machine. Two runs that differ by less may be the same. For load reports, of which there are
 * few, a figure's spread is the largest ratio of any two minus 1, which is how {@link Judge}
 * measures a difference. For JMH's results, which consist of forks, {@link Resampling} estimates
 * it.
 */
public final class NoiseFloor {
  private NoiseFloor() {}

  /** The calibration from the reports in these subfolders of the calibration's own folder. */
  public static Calibration of(Path folder, List<String> reports, Clock clock) {
    ResultSet set = ResultSet.load(reports.stream().map(folder::resolve).toList());
    return new Calibration(
        Calibration.SCHEMA,
        name(folder),
        clock.instant(),
        set.verdict(),
        set.settings().get(0).keys(),
        reports,
        set.rows().stream().map(row -> figure(row, spread(row.sample().means()))).toList());
  }

  /**
   * The calibration from JMH's results in these subfolders, all of the same build.
   *
   * @param sides each has the same rows with the same number of forks
   */
  public static Calibration ofForks(Path folder, List<String> sides, Clock clock) {
    List<JmhResults> results =
        sides.stream().map(side -> JmhResults.readFolder(folder.resolve(side))).toList();
    Environment environment =
        ReportFiles.readEnvironment(folder.resolve(sides.get(0)).resolve("environment.json"));
    List<Figure> rows =
        JmhResults.joined(results).rows().stream()
            .filter(JmhRows::isCompared)
            .map(JmhRows::row)
            .toList();
    return new Calibration(
        Calibration.SCHEMA,
        name(folder),
        clock.instant(),
        Verdict.of(List.of()),
        SettingKeys.of(environment),
        sides,
        rows.stream().map(row -> figure(row, noise(row.sample(), sides.size()))).toList());
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private static Calibration.Spread figure(Figure row, Double spread) {
    List<Double> values = row.sample().means();
    FigureKey key = row.key();
    return new Calibration.Spread(
        key.identity(),
        key.figure(),
        key.unit(),
        Collections.min(values),
        row.value(),
        Collections.max(values),
        spread,
        values);
  }

  private static Double spread(List<Double> values) {
    double lowest = Collections.min(values);
    double highest = Collections.max(values);
    boolean unbounded = lowest == 0 && highest != 0;
    return unbounded ? null : Double.valueOf(highest == 0 ? 0 : highest / lowest - 1);
  }

  private static Double noise(Sample sample, int sides) {
    double[] forks = sample.means().stream().mapToDouble(Double::doubleValue).toArray();
    double noise = new Resampling(forks).noise(Math.max(1, forks.length / sides));
    return Double.isFinite(noise) ? noise : null;
  }
}
