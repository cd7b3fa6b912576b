package dev.kexbench.results.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.report.AnswerTimes;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.runs.FoundResults;
import dev.kexbench.results.runs.JsonContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads the files that a side of a comparison names. */
final class ResultSource {
  private ResultSource() {}

  static List<ResultSet> load(String paths) {
    return load(Arrays.stream(paths.split(",")).map(Path::of).toList());
  }

  static List<ResultSet> load(List<Path> paths) {
    return paths.stream().flatMap(path -> read(files(path))).toList();
  }

  /** The files of one path; the first one carries the suite's answers. */
  private static Stream<ResultSet> read(List<Path> files) {
    Path answers = files.get(0).resolveSibling(AnswerTimes.NAME);
    List<ResultSet> all = files.stream().flatMap(file -> read(file).stream()).toList();
    ResultSet first = all.get(0);
    boolean known = first.kind() == ResultSet.Kind.JMH && Files.exists(answers);
    return Stream.concat(
        Stream.of(known ? first.with(ReportFiles.readAnswerTimes(answers)) : first),
        all.stream().skip(1));
  }

  static ResultSet joined(List<ResultSet> files) {
    return files.stream()
        .reduce(ResultSource::joined)
        .orElseThrow(() -> new IllegalArgumentException("no files to join"));
  }

  static boolean holdsResults(Path folder) {
    return !found(folder).isEmpty();
  }

  /** The files of one side; of several variants, of which only one has results, that one's. */
  private static List<Path> files(Path path) {
    FoundResults found = FoundResults.in(path);
    boolean single = found.kind() == FoundResults.Kind.VARIANTS && found.parts().size() == 1;
    if (!found.isOneSide() && !single) {
      throw found.refused();
    }
    return found.all();
  }

  private static List<Path> found(Path folder) {
    Path report = folder.resolve("report.json");
    return Files.exists(report) ? List.of(report) : JmhFiles.in(folder);
  }

  /** A file's results; several if not all of them were measured under the same settings. */
  private static List<ResultSet> read(Path file) {
    JsonNode tree = JsonFile.tree(file);
    if (!tree.isArray()) {
      requireSchema(file, tree);
      return List.of(LoadRows.of(file.toString(), ReportFiles.read(file)));
    }
    Path environmentFile = file.resolveSibling("environment.json");
    Environment environment =
        Files.exists(environmentFile) ? ReportFiles.readEnvironment(environmentFile) : null;
    JmhResults results = Scores.read(file);
    Origin origin = Origin.of(file, environment);
    List<ResultSet> sets =
        JmhRows.of(file.toString(), results, environment).stream()
            .map(set -> set.from(origin))
            .toList();
    return JmhFiles.roundOf(file)
        .map(round -> sets.stream().map(set -> set.in(round)).toList())
        .orElse(sets);
  }

  private static void requireSchema(Path file, JsonNode tree) {
    if (!LoadReport.SCHEMA.equals(tree.path("schema").asText())) {
      JsonContent.refuseUnlessReport(file, tree);
    }
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

  static CommandFailure nothing(Path where) {
    return new FoundResults(where, FoundResults.Kind.NOTHING, List.of(), List.of()).refused();
  }
}
