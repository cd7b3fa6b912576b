package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ProjectPaths;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Runs the same plan several times, each time in new JVMs, and joins the runs in one report: one
 * side of a comparison, with as many runs.
 */
final class RunSeries {
  /** Fewer runs show no difference between runs. */
  static final int FEWEST = 2;

  private final RunControl control;
  private final String title;
  private final int number;
  private final SeriesTime time;

  /**
   * A series.
   *
   * @param title of its report
   * @param number of its runs
   */
  RunSeries(RunControl control, String title, int number, SeriesTime time) {
    this.control = control;
    this.title = title;
    this.number = number;
    this.time = time;
  }

  /**
   * Runs all, and prints and writes the report of those that are valid. The result is the report's
   * exit code, or that of a run that was stopped or could not start, which ends the series.
   *
   * @throws CommandFailure with exit code 3 if fewer than two runs are valid
   */
  int run(ChildRuns runs, PrintWriter out) throws IOException, InterruptedException {
    control.progress().say("%d runs, %s".formatted(number, time.expected()));
    ValidRuns.Several all = new ValidRuns(control, number).several(runs, "run", time);
    List<LoadReport> parts = all.valid();
    OptionalInt stopped = all.stopped();
    if (stopped.isPresent()) {
      stateWhatIsThere(parts.size());
    } else if (parts.size() < FEWEST) {
      throw new CommandFailure(
          ExitCode.NOT_VALID,
          "only %d of %d runs are valid; their reports in %s give the reasons; run it again"
              .formatted(parts.size(), number, control.folder()));
    }
    if (parts.isEmpty()) {
      return stopped.orElse(ExitCode.FINE);
    }
    LoadReport joined = LoadReport.repeated(title, parts, stopped.isPresent());
    out.print(Summary.of(joined));
    write(joined, out);
    return stopped.orElse(joined.exitCode());
  }

  private void stateWhatIsThere(int complete) {
    control
        .progress()
        .sayAlways(
            "ended early: %d of %d runs are complete; all files are in %s"
                .formatted(complete, number, ProjectPaths.shown(control.folder())));
  }

  private void write(LoadReport joined, PrintWriter out) {
    Path report = control.folder().resolve(SingleRun.REPORT);
    SingleRun.writeReport(joined, control.folder());
    out.println(
        "\nreport: %s, as a page: %s".formatted(ProjectPaths.shown(report), SingleRun.PAGE));
  }
}
