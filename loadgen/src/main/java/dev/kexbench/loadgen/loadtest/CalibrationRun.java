package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.compare.NoiseFloor;
import dev.kexbench.results.render.CalibrationText;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the same plan several times to measure the noise between runs. Each round is a load test in
 * its own JVM, like one started from a terminal, because differences in JIT compilation between
 * JVMs are part of the noise.
 */
final class CalibrationRun {
  static final int FEWEST = 2;

  private static final String RESULT = "calibration.json";

  private final LoadtestOptions options;
  private final RunControl control;
  private final List<String> valid = new ArrayList<>();
  private int exitCode = ExitCode.FINE;

  /** A calibration with the plan of the options. */
  CalibrationRun(LoadtestOptions options, RunControl control) {
    this.options = options;
    this.control = control;
  }

  /**
   * Runs all rounds and prints the noise between them. Rounds that are not valid are left out. The
   * result is the worst exit code of the others, or that of a round that was stopped or could not
   * start, which ends the calibration.
   *
   * @throws CommandFailure with exit code 3 if fewer than two rounds are valid
   */
  int run(PrintWriter out) throws IOException, InterruptedException {
    ReportFiles.makeFolder(control.folder());
    if (runRounds()) {
      requireTwo();
      Calibration calibration = NoiseFloor.of(control.folder(), valid, Clock.systemUTC());
      Path result = control.folder().resolve(RESULT);
      ReportFiles.writeCalibration(calibration, result);
      out.print(CalibrationText.of(calibration));
      out.println("\ncalibration: " + ProjectPaths.shown(result));
    }
    return exitCode;
  }

  /** Whether all rounds have run. */
  private boolean runRounds() throws IOException, InterruptedException {
    ChildRuns runs = new ChildRuns(control, options.texts());
    for (int number = 1; number <= options.rounds(); number++) {
      control.progress().say("round %d of %d".formatted(number, options.rounds()));
      ChildRuns.End end = runs.run(Path.of("round-" + number), List.of());
      if (end.report().isEmpty()) {
        exitCode = end.exitCode();
        return false;
      }
      if (end.exitCode() != ExitCode.NOT_VALID) {
        exitCode = ExitCode.worst(exitCode, end.exitCode());
        valid.add("round-" + number + "/report.json");
      }
    }
    return true;
  }

  private void requireTwo() {
    int rounds = options.rounds();
    if (valid.size() < FEWEST) {
      throw new CommandFailure(
          ExitCode.NOT_VALID,
          "only %d of %d rounds are valid; their reports in %s give the reasons; run it again"
              .formatted(valid.size(), rounds, control.folder()));
    }
    if (valid.size() < rounds) {
      control
          .progress()
          .say("left out: %d rounds that are INVALID".formatted(rounds - valid.size()));
    }
  }
}
