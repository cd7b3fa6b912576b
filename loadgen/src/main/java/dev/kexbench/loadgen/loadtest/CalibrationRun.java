package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.compare.NoiseFloor;
import dev.kexbench.results.render.CalibrationText;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Runs the same plan several times to measure the noise between runs. Each round is a load test in
 * its own JVM, like one started from a terminal, because differences in JIT compilation between
 * JVMs are part of the noise.
 */
final class CalibrationRun {
  static final int FEWEST = 2;

  private static final String RESULT = "calibration.json";

  private final RunControl control;
  private final int rounds;
  private final SeriesTime time;

  /** A calibration of so many rounds. */
  CalibrationRun(RunControl control, int rounds, SeriesTime time) {
    this.control = control;
    this.rounds = rounds;
    this.time = time;
  }

  /**
   * Runs all rounds and prints the noise between those that are valid. The result is the worst exit
   * code of these, or that of a round that was stopped or could not start, which ends the
   * calibration.
   *
   * @throws CommandFailure with exit code 3 if fewer than two rounds are valid
   */
  int run(ChildRuns runs, PrintWriter out) throws IOException, InterruptedException {
    ValidRuns.Several all = new ValidRuns(control, rounds).several(runs, "round", time);
    if (all.stopped().isPresent()) {
      return all.stopped().getAsInt();
    }
    if (all.valid().size() < FEWEST) {
      throw new CommandFailure(
          ExitCode.NOT_VALID,
          "only %d of %d rounds are valid; their reports in %s give the reasons; run it again"
              .formatted(all.valid().size(), rounds, control.folder()));
    }
    write(all.valid(), out);
    return all.exitCode();
  }

  private void write(List<LoadReport> valid, PrintWriter out) {
    List<String> reports =
        valid.stream()
            .map(report -> report.runs().get(0).folder() + "/" + SingleRun.REPORT)
            .toList();
    Calibration calibration = NoiseFloor.of(control.folder(), reports, Clock.systemUTC());
    Path result = control.folder().resolve(RESULT);
    ReportFiles.writeCalibration(calibration, result);
    out.print(CalibrationText.of(calibration));
    out.println("\ncalibration: " + ProjectPaths.shown(result));
  }
}
