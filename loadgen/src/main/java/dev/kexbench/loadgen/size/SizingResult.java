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

/** Prints and writes a sizing: as text, as {@code sizing.json} and as a page. */
final class SizingResult {
  private static final String PAGE = "sizing.html";

  private SizingResult() {}

  /** Prints and writes it, and returns the exit code of the command. */
  static int show(SizingReport report, Path folder, PrintWriter out) {
    ReportFiles.makeFolder(folder);
    Path json = folder.resolve(FoundResults.SIZING);
    out.print(SizingText.of(report));
    report.write(json);
    ReportFiles.writeText(SizingPage.of(report), folder.resolve(PAGE));
    out.println("\nsizing: %s, as a page: %s".formatted(ProjectPaths.shown(json), PAGE));
    return exitCode(report);
  }

  /** A model that does not fit is worse than an objective that is not reached. */
  private static int exitCode(SizingReport report) {
    boolean unreached = report.exchanges().stream().anyMatch(each -> each.answer() == null);
    if (report.refused()) {
      return ExitCode.NOT_VALID;
    }
    return unreached ? ExitCode.WORSE : ExitCode.FINE;
  }
}
