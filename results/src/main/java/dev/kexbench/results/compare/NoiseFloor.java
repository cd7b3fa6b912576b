package dev.kexbench.results.compare;

import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Calibration.Noise;
import dev.kexbench.results.report.Calibration.Spread;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.statistics.Difference;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.Sample;
import dev.kexbench.results.statistics.SampleSize;
import dev.kexbench.results.statistics.StudentT;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Computes a calibration: how much a comparison would find two measurements of the same build to
 * differ. Load tests vary from run to run; JMH's forks are compared within rounds, so that what
 * varies is the ratio of the two forks of a round.
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
        set.rows().stream().map(NoiseFloor::figure).toList());
  }

  /**
   * The calibration from JMH's results in these subfolders, all of the same build.
   *
   * @param sides each has the same rows with the same number of forks
   */
  public static Calibration ofForks(Path folder, List<String> sides, Clock clock) {
    Environment environment =
        ReportFiles.readEnvironment(folder.resolve(sides.get(0)).resolve("environment.json"));
    ResultSet base = ResultSet.load(List.of(folder.resolve(sides.get(0))));
    Map<FigureKey, Figure> others = new HashMap<>();
    ResultSet.load(List.of(folder.resolve(sides.get(1))))
        .rows()
        .forEach(row -> others.put(row.key(), row));
    return new Calibration(
        Calibration.SCHEMA,
        name(folder),
        clock.instant(),
        Verdict.of(List.of()),
        SettingKeys.of(environment),
        sides,
        base.rows().stream()
            .filter(row -> others.containsKey(row.key()))
            .map(row -> figure(row, others.get(row.key())))
            .toList());
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** A figure of which each run is one observation. */
  private static Spread figure(Figure row) {
    Sample sample = row.sample();
    Optional<Noise> noise =
        sample.runs().size() < 2 ? Optional.empty() : noise(ofItself(sample), Math.sqrt(2), false);
    return spread(row, sample.means(), noise);
  }

  /** The difference of runs from themselves, whose spread is theirs. */
  private static Difference ofItself(Sample sample) {
    Sample runs = new Sample(sample.runs());
    return Difference.of(runs, runs);
  }

  /** A figure of two sides in rounds. */
  private static Spread figure(Figure row, Figure other) {
    Difference difference = Difference.of(row.sample(), other.sample());
    boolean paired = difference.evidence().kind() == SampleSize.Kind.ROUNDS;
    List<Double> values =
        Stream.concat(row.sample().means().stream(), other.sample().means().stream()).toList();
    return spread(row, values, paired ? noise(difference, 1, true) : Optional.empty());
  }

  /**
   * The noise of a difference's units.
   *
   * @param factor from a unit's deviation to that of a pair
   */
  private static Optional<Noise> noise(Difference difference, double factor, boolean paired) {
    return difference.components().stream()
        .findFirst()
        .filter(component -> difference.relative())
        .map(
            component ->
                new Noise(factor * Math.sqrt(component.variance()), component.degrees(), paired));
  }

  private static Spread spread(Figure row, List<Double> values, Optional<Noise> noise) {
    FigureKey key = row.key();
    return Spread.of(
        key.identity(),
        key.figure(),
        key.unit(),
        values,
        noise.map(NoiseFloor::spread).orElse(null),
        noise.orElse(null));
  }

  private static double spread(Noise noise) {
    return Math.expm1(noise.deviation() * StudentT.quantile(noise.degrees(), Estimate.USUAL));
  }
}
