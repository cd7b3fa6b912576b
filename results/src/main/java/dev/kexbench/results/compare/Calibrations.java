package dev.kexbench.results.compare;

import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Where calibrations are kept: in {@code results/baselines/<host class>/}, or wherever is said. */
public final class Calibrations {
  private static final String NAME = "calibration.*\\.json";

  private Calibrations() {}

  /** Those that are kept for machines of the kind that a side was measured on. */
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

  /** Those in the files that are named. */
  public static NoiseFloors in(List<Path> files) {
    return NoiseFloors.of(files.stream().map(ReportFiles::readCalibration).toList());
  }
}
