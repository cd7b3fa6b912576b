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
 * The same plan several times over, for the noise between its runs. Each round is a load test in a
 * JVM of its own, as if it had been started by hand: what one JVM's compiler made of the code is
 * part of the noise.
 */
final class CalibrationRun {
  static final String RESULT = "calibration.json";

  private static final int FEWEST = 2;

  private final Path folder;
  private final int rounds;
  private final LoadtestRun.Watch watch;
  private int exitCode = ExitCode.FINE;

  /**
   * A calibration that leaves all its files in one folder.
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
   * Runs a plan of options by long name; empty if a round was stopped or could not begin. What a
   * round measured that is not to be believed is no noise of the machine's, and left out.
   *
   * @throws CommandFailure with exit code 3 if fewer than two rounds are to be believed
   */
  Optional<Calibration> run(Map<String, String> options) throws IOException, InterruptedException {
    ChildRuns runs = new ChildRuns(folder, watch, options);
    List<String> believed = new ArrayList<>();
    for (int number = 1; number <= rounds; number++) {
      watch.progress().say("round %d of %d".formatted(number, rounds));
      ChildRuns.End end = runs.run(Path.of("round-" + number), List.of());
      if (end.report().isEmpty()) {
        exitCode = end.exitCode();
        return Optional.empty();
      }
      if (end.exitCode() != ExitCode.NOT_VALID) {
        exitCode = ExitCode.worst(exitCode, end.exitCode());
        believed.add("round-" + number + "/report.json");
      }
    }
    requireTwo(believed);
    Calibration calibration = NoiseFloor.of(folder, believed, Clock.systemUTC());
    ReportFiles.writeCalibration(calibration, folder.resolve(RESULT));
    return Optional.of(calibration);
  }

  private void requireTwo(List<String> believed) {
    if (believed.size() < FEWEST) {
      throw new CommandFailure(
          ExitCode.NOT_VALID,
          "only %d of %d rounds can be believed, their reports in %s say why; run it again"
              .formatted(believed.size(), rounds, folder));
    }
    if (believed.size() < rounds) {
      watch
          .progress()
          .say("left out: %d rounds that are INVALID".formatted(rounds - believed.size()));
    }
  }

  /** The worst of all rounds that are believed; of the last one, if that ended it. */
  int exitCode() {
    return exitCode;
  }
}
