package dev.kexbench.results.suite;

import dev.kexbench.results.compare.Scores;
import dev.kexbench.results.jmh.ForkShares;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JMH's results as text, from the files of one run, complete or not, of any benchmarks. */
public final class StoredScores {
  private static final List<String> TIMES = List.of("ns/op", "µs/op");

  private StoredScores() {}

  /**
   * What to know of the forks, the scores, and how they scale with threads; every line is ended.
   *
   * @param files at least one
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if a file cannot be used
   */
  public static String of(List<Path> files) {
    List<JmhResult> results =
        JmhResults.joined(files.stream().map(Scores::read).toList()).results();
    List<Score> scores = Score.read(files);
    return Stream.of(
            head(scores, files.size()) + warnings(results),
            ScoreTable.of(scores),
            scaling(scores, files.get(0).resolveSibling("environment.json")))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String head(List<Score> scores, int files) {
    String what = ScoreTable.isOfDuets(scores) ? "CPU time" : "score";
    return "JMH: %s%s\n"
        .formatted(
            Numbers.counted(scores.size(), what),
            files == 1 ? "" : " from " + Numbers.counted(files, "file"));
  }

  /** As {@code SUSPECT: 3 of 14 forks got less than 90 % of a core}. */
  private static String warnings(List<JmhResult> results) {
    return Stream.concat(
            ForkShares.of(results).reason().stream()
                .map(reason -> reason.effect() + ": " + reason.text()),
            WarmUps.limited(results).stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** Empty without several thread counts, or if the number of cores is unknown. */
  private static String scaling(List<Score> scores, Path environment) {
    if (!Files.exists(environment) || scores.stream().anyMatch(each -> !isTime(each))) {
      return "";
    }
    Environment machine = ReportFiles.readEnvironment(environment);
    return ScalingTable.of(scores, machine.cores()).orElse("");
  }

  private static boolean isTime(Score score) {
    return TIMES.contains(score.unit());
  }
}
