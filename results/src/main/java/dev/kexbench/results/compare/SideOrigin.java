package dev.kexbench.results.compare;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Where the results of one side come from: the name, dates and commits that head a comparison.
 *
 * @param places the folders and files, in the order in which they were named
 * @param from when the first was measured, or null if no time is known
 * @param to when the last was
 * @param fileTimes whether a time is only that at which a file was last written
 * @param commits those that were built: {@code 4fb3eb5}, {@code 4fb3eb5 + changes} with uncommitted
 *     changes, {@code unknown}
 */
public record SideOrigin(
    List<String> places, Instant from, Instant to, boolean fileTimes, List<String> commits) {
  /** Keeps its own copies. */
  public SideOrigin {
    places = List.copyOf(places);
    commits = List.copyOf(commits);
  }

  /** The origin of all files of a side. */
  public static SideOrigin of(ResultSet side) {
    List<Origin> origins = side.settings().stream().map(Setting::origin).distinct().toList();
    List<Instant> times =
        origins.stream()
            .map(Origin::time)
            .filter(Objects::nonNull)
            .sorted(Comparator.naturalOrder())
            .toList();
    return new SideOrigin(
        origins.stream().map(Origin::place).distinct().toList(),
        times.isEmpty() ? null : times.get(0),
        times.isEmpty() ? null : times.get(times.size() - 1),
        origins.stream().anyMatch(Origin::fileTime),
        origins.stream().map(SideOrigin::commit).distinct().toList());
  }

  private static String commit(Origin origin) {
    if (origin.commit() == null) {
      return "unknown";
    }
    return origin.dirty() ? origin.commit() + " + changes" : origin.commit();
  }
}
