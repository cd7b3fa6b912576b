package dev.kexbench.results.runs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time in UTC with which names of folders and files begin. */
public final class FolderTime {
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T(\\d{2})-(\\d{2})-(\\d{2}))?(.*)", Pattern.DOTALL);

  private FolderTime() {}

  /** The time of {@code 2026-11-27T18-10-00-bench}, or midnight of {@code 2026-11-27}. */
  public static Optional<Instant> of(String name) {
    Matcher matcher = TIME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String time =
        matcher.group(2) != null
            ? "%s:%s:%s".formatted(matcher.group(2), matcher.group(3), matcher.group(4))
            : "00:00:00";
    try {
      LocalDateTime local = LocalDateTime.parse(matcher.group(1) + "T" + time);
      return Optional.of(local.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** That time if the name has it to the second. */
  static Optional<Instant> toTheSecond(String name) {
    Matcher matcher = TIME.matcher(name);
    return matcher.matches() && matcher.group(2) != null ? of(name) : Optional.empty();
  }

  /** The name without such a time and the dash after it; all of it if nothing would be left. */
  static String withoutTime(String name) {
    if (toTheSecond(name).isEmpty()) {
      return name;
    }
    Matcher matcher = TIME.matcher(name);
    String rest = matcher.matches() ? matcher.group(5).replaceFirst("^-", "") : "";
    return rest.isEmpty() ? name : rest;
  }
}
