package dev.kexbench.results.compare;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.JmhFiles;
import dev.kexbench.results.report.JmhResults;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Finds and reads the files that a side of a comparison names. */
final class ResultSource {
  private ResultSource() {}

  static List<ResultSet> load(String paths) {
    return load(Arrays.stream(paths.split(",")).map(Path::of).toList());
  }

  static List<ResultSet> load(List<Path> paths) {
    return paths.stream().flatMap(path -> files(path).stream()).map(ResultSource::read).toList();
  }

  static ResultSet joined(List<ResultSet> files) {
    return files.stream()
        .reduce(ResultSource::joined)
        .orElseThrow(() -> new IllegalArgumentException("no files to join"));
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    Path report = path.resolve("report.json");
    List<Path> files = Files.exists(report) ? List.of(report) : JmhFiles.in(path);
    if (files.isEmpty()) {
      throw nothing(path.toString());
    }
    return files;
  }

  private static ResultSet read(Path file) {
    if (!ReportFiles.holdsArray(file)) {
      Path log = file.resolveSibling(IntervalLog.NAME);
      List<Histogram> seconds = Files.exists(log) ? IntervalLog.read(log, Stage.TOTAL) : List.of();
      return LoadRows.of(file.toString(), ReportFiles.read(file), seconds);
    }
    Path beside = file.resolveSibling("environment.json");
    Environment environment = Files.exists(beside) ? ReportFiles.readEnvironment(beside) : null;
    return JmhRows.of(file.toString(), JmhResults.read(file), environment);
  }

  private static ResultSet joined(ResultSet some, ResultSet more) {
    if (some.kind() != more.kind()) {
      throw new CommandFailure(
          ExitCode.NOT_COMPARABLE,
          "cannot join %s (%s) and %s (%s); name files of one kind on a side"
              .formatted(source(some), some.kind(), source(more), more.kind()));
    }
    return some.with(more);
  }

  private static String source(ResultSet set) {
    return set.settings().get(0).source();
  }

  private static CommandFailure nothing(String where) {
    return new CommandFailure(
        ExitCode.USAGE,
        "cannot read '%s': no report.json and no jmh.json there; name a file or folder of results"
            .formatted(where));
  }
}
