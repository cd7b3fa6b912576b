package dev.kexbench.results.render;

import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.runs.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What is known of a stored run besides its results, one fact a line. */
public final class RunText {
  private static final int NAMED = 12;

  private RunText() {}

  /** The facts, each line ended. */
  public static String of(RunSummary run) {
    TextTable table = new TextTable(2, List.of("@" + run.number(), run.name()));
    table.add("folder", ProjectPaths.shown(run.folder()).toString());
    table.add("started", RunsTable.time(run.startedAt()) + " UTC");
    table.add("kind", run.figures().kind().toString());
    table.add("tags", run.tags().isEmpty() ? "none" : String.join(", ", run.tags()));
    table.add("files", files(run.folder()));
    return table.text() + (run.problem() == null ? "" : run.problem() + "\n");
  }

  private static String files(Path folder) {
    List<Path> entries = ReportFiles.list(folder);
    int more = entries.size() - NAMED;
    return entries.stream()
            .limit(NAMED)
            .map(each -> each.getFileName() + (Files.isDirectory(each) ? "/" : ""))
            .map(name -> name.replaceAll("\\p{Cntrl}", "?"))
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
