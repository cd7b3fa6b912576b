package dev.kexbench.loadgen.size;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.SizingText;
import dev.kexbench.results.render.page.SizingPage;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.runs.FoundResults;
import dev.kexbench.results.sizing.SizingReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints and writes a sizing: as text, as {@code sizing.json} and as a page. */
final class SizingResult {
  private static final String PAGE = "sizing.html";

  private final SizingReport report;

  /**
   * A result.
   *
   * @param report of the model
   * @param leftOut more caveats: what was not given to the model
   */
  SizingResult(SizingReport report, List<String> leftOut) {
    List<String> caveats = new ArrayList<>(leftOut);
    caveats.addAll(report.caveats());
    this.report =
        new SizingReport(
            report.schema(),
            report.question(),
            report.assumptions(),
            caveats,
            report.scaling(),
            report.exchanges());
  }

  /** Prints and writes it, and returns the exit code of the command. */
  int show(Path folder, PrintWriter out) {
    ReportFiles.makeFolder(folder);
    Path json = folder.resolve(FoundResults.SIZING);
    out.print(SizingText.of(report));
    report.write(json);
    ReportFiles.writeText(SizingPage.of(report), folder.resolve(PAGE));
    out.println("\nsizing: %s, as a page: %s".formatted(ProjectPaths.shown(json), PAGE));
    return exitCode();
  }

  /** A model that does not fit is worse than an objective that is not reached. */
  private int exitCode() {
    boolean unreached = report.exchanges().stream().anyMatch(each -> each.answer() == null);
    if (report.refused()) {
      return ExitCode.NOT_VALID;
    }
    return unreached ? ExitCode.WORSE : ExitCode.FINE;
  }
}
