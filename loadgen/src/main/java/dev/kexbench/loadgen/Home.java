package dev.kexbench.loadgen;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where this program keeps what it makes: the project's folder, or the one it was started in. */
final class Home {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss");

  private Home() {}

  static Path path(String below) {
    return Path.of(System.getProperty("kexbench.home", "."), below).normalize();
  }

  /** A path as a person wants to see it: from the working folder, where it lies below that. */
  static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path there = path.toAbsolutePath().normalize();
    return there.startsWith(here) ? here.relativize(there) : path;
  }

  /** UTC, as a part of a file's name. */
  static String timestamp() {
    return LocalDateTime.now(ZoneOffset.UTC).format(TIME);
  }
}
