package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.LoadtestRun;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.compare.NoiseFloor;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the same plan several times to measure the noise between runs. Each round is a load test in
 * its own JVM, like one started from a terminal, because differences in JIT compilation between
 * JVMs are part of the noise.
 */
final class CalibrationRun {
  static final String RESULT = "calibration.json";

  private static final int FEWEST = 2;

  private final Path folder;
  private final int rounds;
  private final LoadtestRun.Watch watch;
  private int exitCode = ExitCode.FINE;

  /**
   * Creates a calibration that writes all its files to one folder.
   *
   * @throws CommandFailure with exit code 2 for fewer than two rounds
   */
  CalibrationRun(Path folder, int rounds, LoadtestRun.Watch watch) {
    if (rounds < FEWEST) {
      throw new CommandFailure(ExitCode.USAGE, "--calibrate must be at least 2, was " + rounds);
    }
    this.folder = folder;
    this.rounds = rounds;
    this.watch = watch;
  }

  /**
   * Runs a plan given as options by long name. Rounds that are not valid are left out. The result
   * is empty if a round was stopped or could not start.
   *
   * @throws CommandFailure with exit code 3 if fewer than two rounds are valid
   */
  Optional<Calibration> run(Map<String, String> options) throws IOException, InterruptedException {
    ChildRuns runs = new ChildRuns(folder, watch, options);
    List<String> valid = new ArrayList<>();
    for (int number = 1; number <= rounds; number++) {
      watch.progress().say("round %d of %d".formatted(number, rounds));
      ChildRuns.End end = runs.run(Path.of("round-" + number), List.of());
      if (end.report().isEmpty()) {
        exitCode = end.exitCode();
        return Optional.empty();
      }
      if (end.exitCode() != ExitCode.NOT_VALID) {
        exitCode = ExitCode.worst(exitCode, end.exitCode());
        valid.add("round-" + number + "/report.json");
      }
    }
    requireTwo(valid);
    Calibration calibration = NoiseFloor.of(folder, valid, Clock.systemUTC());
    ReportFiles.writeCalibration(calibration, folder.resolve(RESULT));
    return Optional.of(calibration);
  }

  private void requireTwo(List<String> valid) {
    if (valid.size() < FEWEST) {
      throw new CommandFailure(
          ExitCode.NOT_VALID,
          "only %d of %d rounds can be believed, their reports in %s say why; run it again"
              .formatted(valid.size(), rounds, folder));
    }
    if (valid.size() < rounds) {
      watch.progress().say("left out: %d rounds that are INVALID".formatted(rounds - valid.size()));
    }
  }

  /** The worst exit code of the valid rounds, or that of the round that ended the calibration. */
  int exitCode() {
    return exitCode;
  }
}
