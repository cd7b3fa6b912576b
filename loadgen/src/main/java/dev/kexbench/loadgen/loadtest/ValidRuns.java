package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Runs of a series. A run that is INVALID is repeated at once, up to twice, as long as the series
 * has repetitions left; all reports are kept.
 */
final class ValidRuns {
  private static final int ATTEMPTS = 3;

  private final RunControl control;
  private int repetitionsLeft;

  /**
   * Runs of one series.
   *
   * @param repetitions how many runs may be repeated in all
   */
  ValidRuns(RunControl control, int repetitions) {
    this.control = control;
    this.repetitionsLeft = repetitions;
  }

  /**
   * How a run ended, after its repetitions.
   *
   * @param exitCode of the last attempt
   * @param report the first valid one, its run with the name of its folder; empty if there is none
   */
  record End(int exitCode, Optional<LoadReport> report) {
    /** Whether the run was stopped or could not start, which ends the series. */
    boolean isStopped() {
      return report.isEmpty() && exitCode != ExitCode.NOT_VALID;
    }
  }

  /**
   * Runs a test until it is valid.
   *
   * @param name of the run, and of its folder; a repetition has its number after that
   * @param more options that override those of the plan
   */
  End run(ChildRuns runs, String name, List<String> more) throws IOException, InterruptedException {
    String folder = name;
    for (int attempt = 1; ; attempt++) {
      ChildRuns.End end = runs.run(Path.of(folder), more);
      if (end.report().isEmpty()) {
        return new End(end.exitCode(), Optional.empty());
      }
      if (end.exitCode() != ExitCode.NOT_VALID) {
        return new End(end.exitCode(), Optional.of(inFolder(end.report().get(), folder)));
      }
      if (control.interrupt().requested()) {
        return new End(ExitCode.INTERRUPTED, Optional.empty());
      }
      if (attempt == ATTEMPTS || repetitionsLeft == 0) {
        return new End(ExitCode.NOT_VALID, Optional.empty());
      }
      repetitionsLeft--;
      folder = name + "-repetition-" + attempt;
      control.progress().sayAlways("%s is INVALID and is repeated".formatted(name));
    }
  }

  private static LoadReport inFolder(LoadReport report, String folder) {
    return withRuns(report, run -> run.folder(folder));
  }

  /** The report with this round in its run. */
  static LoadReport inRound(LoadReport report, String round) {
    return withRuns(report, run -> run.round(round));
  }

  private static LoadReport withRuns(LoadReport report, UnaryOperator<Run.Builder> change) {
    return report.withRuns(
        report.runs().stream().map(run -> change.apply(run.toBuilder()).build()).toList());
  }
}
