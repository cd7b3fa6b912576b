package dev.kexbench.results.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The folder that programs write to unless one is named: in the project's folder, or, if that
 * cannot be written, in the working folder, or else in the user's folder for state, {@code
 * $XDG_STATE_HOME/kexbench}.
 *
 * @param path of the folder, which need not exist
 * @param note one line for the user, if it is not in the project's folder
 */
public record OutputFolder(Path path, Optional<String> note) {
  /** Where reports are written. */
  public static OutputFolder ofRuns() {
    return named("results/runs");
  }

  /**
   * Where they have been written, which reading neither makes nor changes: a command that lists
   * reports leaves no folder behind.
   */
  public static Path ofStoredRuns() {
    return first("results/runs", bases(), OutputFolder::isThere).path();
  }

  /** A folder by its path below the project's folder. */
  public static OutputFolder named(String below) {
    return first(below, bases());
  }

  private static List<Path> bases() {
    Path state = state(System.getenv(), Path.of(System.getProperty("user.home")));
    return List.of(ProjectPaths.path(""), Path.of("").toAbsolutePath(), state);
  }

  /** The user's folder for state, as the XDG Base Directory Specification defines it. */
  static Path state(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault("XDG_STATE_HOME", "");
    // The specification ignores relative paths.
    Path state = named.startsWith("/") ? Path.of(named) : home.resolve(".local/state");
    return state.resolve("kexbench");
  }

  /**
   * In the first of these that can be written, or in the first of all if none can. One that is not
   * the first is made, since only that shows whether it can be: in /proc, it seems so.
   */
  static OutputFolder first(String below, List<Path> bases) {
    return first(below, bases, OutputFolder::isMade);
  }

  /** The same for other folders than the first that are usable in this way. */
  static OutputFolder first(String below, List<Path> bases, Predicate<Path> usable) {
    Path usual = bases.get(0).resolve(below);
    if (isWritable(usual.toAbsolutePath().normalize())) {
      return new OutputFolder(usual, Optional.empty());
    }
    return bases.stream()
        .skip(1)
        .map(base -> base.resolve(below))
        .filter(usable)
        .findFirst()
        .map(folder -> new OutputFolder(folder, note(usual, folder)))
        .orElse(new OutputFolder(usual, Optional.empty()));
  }

  /** Whether there is such a folder to which this user may have written. */
  static boolean isThere(Path folder) {
    return Files.isDirectory(folder) && Files.isWritable(folder);
  }

  private static boolean isMade(Path folder) {
    try {
      return Files.isWritable(Files.createDirectories(folder));
    } catch (IOException refused) {
      return false;
    }
  }

  private static Optional<String> note(Path usual, Path folder) {
    return Optional.of(
        "%s cannot be written: results go to %s".formatted(usual, ProjectPaths.shown(folder)));
  }

  /** Whether the folder is there, or can be made, and files can be written to it. */
  private static boolean isWritable(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return Files.isDirectory(there) && Files.isWritable(there) && Files.isExecutable(there);
  }
}
