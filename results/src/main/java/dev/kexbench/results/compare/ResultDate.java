package dev.kexbench.results.compare;

import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads results together with the time and the commit at which they were measured, as {@link
 * Origin} finds them.
 */
final class ResultDate {
  private static final String REPORT = "report.json";
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T(\\d{2})-(\\d{2})-(\\d{2}))?.*");

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
      Optional<Instant> named = time(each.getFileName().toString());
      if (named.isPresent()) {
        return named;
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> time(String name) {
    Matcher matcher = TIME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean toTheSecond = matcher.group(2) != null;
    String time =
        toTheSecond
            ? "%s:%s:%s".formatted(matcher.group(2), matcher.group(3), matcher.group(4))
            : "00:00:00";
    try {
      LocalDateTime local = LocalDateTime.parse(matcher.group(1) + "T" + time);
      return Optional.of(local.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
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
