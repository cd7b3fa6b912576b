package dev.kexbench.results.report;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where programs keep what they make: the project's folder, or the one they were started in. */
public final class ProjectPaths {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss");

  private ProjectPaths() {}

  /** A path below it. */
  public static Path path(String below) {
    return Path.of(System.getProperty("kexbench.home", "."), below).normalize();
  }

  /** A path as a person wants to see it: from the working folder, where it lies below that. */
  public static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path there = path.toAbsolutePath().normalize();
    return there.startsWith(here) ? here.relativize(there) : path;
  }

  /** The time in UTC, as a part of a file's name. */
  public static String timestamp(Clock clock) {
    return LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).format(TIME);
  }
}
