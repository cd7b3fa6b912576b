package dev.kexbench.results.compare;

import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Reads calibrations, either those stored in {@code results/baselines/<host class>/} or given
 * files.
 */
public final class Calibrations {
  private static final String NAME = "calibration.*\\.json";

  private Calibrations() {}

  /** The calibrations stored for the host class of a side. */
  public static NoiseFloors keptFor(ResultSet side) {
    return NoiseFloors.of(
        side.settings().stream()
            .map(Setting::hostClass)
            .filter(Objects::nonNull)
            .distinct()
            .map(Baselines::folder)
            .filter(Files::isDirectory)
            .flatMap(folder -> ReportFiles.list(folder).stream())
            .filter(file -> file.getFileName().toString().matches(NAME))
            .map(ReportFiles::readCalibration)
            .toList());
  }

  /** The calibrations in these files. */
  public static NoiseFloors in(List<Path> files) {
    return NoiseFloors.of(files.stream().map(ReportFiles::readCalibration).toList());
  }
}
