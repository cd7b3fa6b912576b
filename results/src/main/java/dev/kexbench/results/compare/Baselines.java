package dev.kexbench.results.compare;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.report.AnswerTimes;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Results that are stored with the project as baselines: {@code results/baselines/<host
 * class>/NAME/}. Calibrations for machines of that class are in the same folder.
 */
public final class Baselines {
  private static final String KEPT = "results/baselines";
  private static final String REPORT = "report.json";
  private static final List<String> COPIED =
      List.of(REPORT, IntervalLog.NAME, "environment.json", AnswerTimes.NAME);
  private static final String NAME = "\\w[\\w.-]*";
  private static final String NAME_WITH_CLASS = NAME + "/" + NAME;

  private Baselines() {}

  /** The folder for a host class; it need not exist. */
  public static Path folder(String hostClass) {
    return ProjectPaths.path(KEPT).resolve(hostClass);
  }

  /**
   * A baseline's folder.
   *
   * @param name of the baseline, or host class and name as {@code amd-epyc-2c/quick}
   * @param hostClass the class if the name has none; empty if unknown
   * @throws CommandFailure with exit code 2 if there is no such baseline
   */
  public static Path named(String name, Optional<String> hostClass) {
    Path folder = place(name, hostClass);
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no baseline '%s' in %s%s; keep one with --keep NAME RESULTS"
              .formatted(name, ProjectPaths.shown(folder.getParent()), others(folder.getParent())));
    }
    return folder;
  }

  /**
   * Stores what a comparison reads. Of JMH's results, this is the figures of all rounds in one
   * file, since JMH's own file also contains local paths.
   *
   * @param results a folder of a load report or of JMH's results
   * @return where they are stored
   * @throws CommandFailure with exit code 2 if a baseline of that name exists, or the folder holds
   *     no results, or cannot be copied
   */
  public static Path keep(String name, Optional<String> hostClass, Path results) {
    Path folder = place(name, hostClass);
    if (Files.exists(folder)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is a baseline %s; remove it, or choose another name"
              .formatted(ProjectPaths.shown(folder)));
    }
    boolean measured = !JmhFiles.in(results).isEmpty();
    if (!measured && !Files.exists(results.resolve(REPORT))) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s is no folder with results; name one".formatted(results));
    }
    ReportFiles.makeFolder(folder);
    if (measured) {
      ReportFiles.writeText(
          Json.toJson(JmhResults.readFolder(results).compared().results()) + "\n",
          JmhFiles.whole(folder));
    }
    COPIED.stream()
        .map(results::resolve)
        .filter(Files::exists)
        .forEach(file -> copy(file, folder.resolve(file.getFileName())));
    return folder;
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot copy %s to %s: %s; check permissions and space"
              .formatted(from, to, JsonFile.why(refused)),
          refused);
    }
  }

  private static Path place(String name, Optional<String> hostClass) {
    if (name.matches(NAME_WITH_CLASS)) {
      return ProjectPaths.path(KEPT).resolve(name);
    }
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "'%s' is no name of a baseline; letters, digits, dots, - and _ are".formatted(name));
    }
    return folder(
            hostClass.orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the results do not record their host class; name the baseline as"
                            + " CLASS/NAME")))
        .resolve(name);
  }

  private static String others(Path folder) {
    if (!Files.isDirectory(folder)) {
      return "";
    }
    List<String> names =
        ReportFiles.list(folder).stream()
            .filter(Files::isDirectory)
            .map(path -> path.getFileName().toString())
            .toList();
    return names.isEmpty() ? "" : ", where there are " + String.join(", ", names);
  }
}
