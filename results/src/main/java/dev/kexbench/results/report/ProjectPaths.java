package dev.kexbench.results.report;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Where programs store their output: below the project's folder, or the working folder if there is
 * no project.
 */
public final class ProjectPaths {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss");

  private ProjectPaths() {}

  /** A path below that folder. */
  public static Path path(String below) {
    return Path.of(System.getProperty("kexbench.home", "."), below).normalize();
  }

  /** A path for display: relative to the working folder if it lies below that. */
  public static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path there = path.toAbsolutePath().normalize();
    return there.startsWith(here) ? here.relativize(there) : path;
  }

  /** The time in UTC, in a form for file names. */
  public static String timestamp(Clock clock) {
    return LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).format(TIME);
  }
}
