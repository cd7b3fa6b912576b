package dev.kexbench.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.render.CalibrationText;
import dev.kexbench.results.render.MillionHandshakes;
import dev.kexbench.results.render.RunsTable;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.render.page.RunPage;
import dev.kexbench.results.render.page.RunPage.Additions;
import dev.kexbench.results.render.page.SuitePage;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.runs.FoundResults;
import dev.kexbench.results.runs.JsonContent;
import dev.kexbench.results.runs.RunSummary;
import dev.kexbench.results.runs.RunsFolder;
import dev.kexbench.results.suite.StoredScores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stored results of any kind as text, or as a page.
 *
 * @param pricePerCoreHour for which load tests also state the cost of a million handshakes, or null
 * @param wide whether tables of exchanges have all columns, instead of fitting a terminal
 */
record StoredResults(Double pricePerCoreHour, boolean wide) {
  /**
   * The results in a file or folder as text, each line ended.
   *
   * @throws CommandFailure with exit code 2 if there are none, or they cannot be read
   */
  String text(Path path) {
    FoundResults found = FoundResults.in(path);
    List<RunSummary> runs = found.isOneSide() ? List.of() : runs(path);
    if (runs.isEmpty()) {
      return text(found);
    }
    return RunsFolder.usual().isAt(path) ? RunsTable.of(runs) : RunsTable.ofElsewhere(runs);
  }

  /** The runs of a folder that contains nothing else; none of one that is itself a run. */
  private static List<RunSummary> runs(Path folder) {
    return Files.exists(folder.resolve("order.json"))
        ? List.of()
        : new RunsFolder(folder).newest(any -> true, Integer.MAX_VALUE).runs();
  }

  private String text(FoundResults found) {
    Path calibration = found.path().resolve(FoundResults.CALIBRATION);
    if (found.kind() != FoundResults.Kind.FILE && Files.exists(calibration)) {
      return text(calibration);
    }
    return switch (found.kind()) {
      case FILE -> file(found.path());
      case JMH -> StoredScores.of(found.files());
      case REPORT -> summary(ReportFiles.read(found.files().get(0)));
      case ROUNDS -> each(found.files());
      case VARIANTS, RUNS ->
          found.parts().stream()
              .map(part -> part.name() + ":\n" + text(part))
              .collect(Collectors.joining("\n"));
      case NOTHING -> throw found.refused();
    };
  }

  /** Rounds of an interrupted run, each under the path of its folder. */
  private String each(List<Path> reports) {
    return reports.stream()
        .map(file -> file.getParent() + ":\n" + text(file))
        .collect(Collectors.joining("\n"));
  }

  private String file(Path file) {
    JsonNode tree = JsonFile.tree(file);
    if (tree.isArray()) {
      return StoredScores.of(List.of(file));
    }
    if (JsonContent.isCalibration(tree)) {
      return CalibrationText.of(ReportFiles.readCalibration(file));
    }
    JsonContent.refuseUnlessReport(file, tree);
    return summary(ReportFiles.read(file));
  }

  private String summary(LoadReport report) {
    String cost =
        pricePerCoreHour == null
            ? ""
            : report.runs().stream()
                .map(run -> MillionHandshakes.line(run, pricePerCoreHour))
                .collect(Collectors.joining());
    return Summary.of(report, wide) + (cost.isEmpty() ? "" : "\n" + cost);
  }

  /**
   * A load report or JMH's results as a page.
   *
   * @throws CommandFailure with exit code 2 if it is neither
   */
  String page(Path path) {
    FoundResults found = FoundResults.in(path);
    if (!found.isOneSide()) {
      throw found.refused();
    }
    Path first = found.files().get(0);
    if (found.kind() == FoundResults.Kind.JMH || JsonFile.tree(first).isArray()) {
      return SuitePage.of(found.name(), Results.load(path.toString()).joined());
    }
    if (found.files().size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--html takes one report, there are %d in %s; name one, as %s"
              .formatted(found.files().size(), path, first));
    }
    Path folder = first.toAbsolutePath().getParent();
    return RunPage.of(ReportFiles.read(first), new Additions(folder, pricePerCoreHour));
  }
}
