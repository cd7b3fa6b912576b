package dev.kexbench.results.compare;

import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Where results come from.
 *
 * @param place the folder or file that was named
 * @param time when they were measured, or null if nothing states it
 * @param fileTime whether {@code time} is only that at which the file was last written
 * @param commit that was built, or null if it is unknown
 * @param dirty whether its tree had uncommitted changes
 */
public record Origin(String place, Instant time, boolean fileTime, String commit, boolean dirty) {
  /** Files with these names are called by their folder's. */
  private static final String USUAL = "report\\.json|jmh(-\\d+)?\\.json";

  /** Results of which only the place is known. */
  static Origin unknown(String source) {
    return new Origin(place(Path.of(source)), null, false, null, false);
  }

  /** A load report, which contains time and commit. */
  static Origin of(String source, LoadReport report) {
    return unknown(source).at(report.startedAt(), report.environment());
  }

  /**
   * A file of JMH's results. Its time is the environment's; else that with which the name of its
   * folder, or of one above it, begins; else the file's own.
   *
   * @param environment null if no such file lies next to it
   */
  static Origin of(Path file, Environment environment) {
    Origin unknown = unknown(file.toString());
    if (environment != null && environment.startedAt() != null) {
      return unknown.at(environment.startedAt(), environment);
    }
    Optional<Instant> named = ResultDate.named(file);
    Instant time = named.orElseGet(() -> ResultDate.modified(file));
    Origin dated = unknown.at(time, environment);
    return new Origin(dated.place, time, named.isEmpty(), dated.commit, dated.dirty);
  }

  private Origin at(Instant when, Environment environment) {
    return environment == null
        ? new Origin(place, when, false, null, false)
        : new Origin(
            place, when, false, environment.commit(), Boolean.TRUE.equals(environment.dirty()));
  }

  private static String place(Path file) {
    Path name = file.getFileName();
    boolean byFolder = name != null && file.getParent() != null && name.toString().matches(USUAL);
    return (byFolder ? file.getParent() : file).toString();
  }
}
