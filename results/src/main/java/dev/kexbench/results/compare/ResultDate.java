package dev.kexbench.results.compare;

import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.runs.FolderTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads results together with the time and the commit at which they were measured, as {@link
 * Origin} finds them.
 */
final class ResultDate {
  private static final String REPORT = "report.json";

  private ResultDate() {}

  /** A file or folder of results, with its whole path as name. */
  static DatedResult read(Path path) {
    Path report = Files.isDirectory(path) ? path.resolve(REPORT) : path;
    if (Files.exists(report) && !ReportFiles.holdsArray(report)) {
      LoadReport load = ReportFiles.read(report);
      Instant time =
          load.startedAt() == null ? named(path).orElseGet(() -> modified(path)) : load.startedAt();
      String commit = load.environment().commit();
      return new DatedResult(path.toString(), time, commit, LoadRows.of(report.toString(), load));
    }
    ResultSet results = ResultSource.joined(ResultSource.load(List.of(path)));
    Origin origin = results.settings().get(0).origin();
    return new DatedResult(path.toString(), origin.time(), origin.commit(), results);
  }

  /** The time with which the name of a file or folder, or of a folder above it, begins. */
  static Optional<Instant> named(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    for (Path each = folder; each != null && each.getFileName() != null; each = each.getParent()) {
      Optional<Instant> named = FolderTime.of(each.getFileName().toString());
      if (named.isPresent()) {
        return named;
      }
    }
    return Optional.empty();
  }

  /** When a file was last written. */
  static Instant modified(Path path) {
    try {
      return Files.getLastModifiedTime(path).toInstant();
    } catch (IOException refused) {
      throw JsonFile.unreadable(path, JsonFile.why(refused), "check the path", refused);
    }
  }
}
