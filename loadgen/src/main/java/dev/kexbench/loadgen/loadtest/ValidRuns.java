package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Runs of a series. A run that is INVALID is repeated at once, up to twice, as long as the series
 * has repetitions left; all reports are kept.
 */
final class ValidRuns {
  private static final int ATTEMPTS = 3;

  private final RunControl control;
  private final int runs;
  private int repetitionsLeft;

  /**
   * Runs of one series.
   *
   * @param runs planned, or rounds of them; as many runs may be repeated in all
   */
  ValidRuns(RunControl control, int runs) {
    this.control = control;
    this.runs = runs;
    this.repetitionsLeft = runs;
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

  /**
   * Runs of one plan.
   *
   * @param valid with the names of their folders
   * @param leftOut the names of those that stayed INVALID
   * @param exitCode the worst of the valid ones
   * @param stopped the exit code of the run that ended the series early; empty if all have run
   */
  record Several(List<LoadReport> valid, List<String> leftOut, int exitCode, OptionalInt stopped) {}

  /**
   * Runs a plan as often as planned.
   *
   * @param what a run is called: the folders are {@code run-1} and so on
   */
  Several several(ChildRuns plan, String what, SeriesTime time)
      throws IOException, InterruptedException {
    List<LoadReport> valid = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    int exitCode = ExitCode.FINE;
    OptionalInt stopped = OptionalInt.empty();
    for (int run = 1; run <= runs && stopped.isEmpty(); run++) {
      control.progress().say("%s %d of %d%s".formatted(what, run, runs, time.left()));
      String name = what + "-" + run;
      End end = run(plan, name, List.of());
      time.runEnded();
      if (end.isStopped()) {
        stopped = OptionalInt.of(end.exitCode());
      } else if (end.report().isPresent()) {
        valid.add(end.report().get());
        exitCode = ExitCode.worst(exitCode, end.exitCode());
      } else {
        leftOut.add(name);
      }
      if (stopped.isEmpty() && control.interrupt().requested() && run < runs) {
        stopped = OptionalInt.of(ExitCode.INTERRUPTED);
      }
    }
    leftOut.forEach(
        name -> control.progress().sayAlways("left out: %s, which stayed INVALID".formatted(name)));
    return new Several(valid, leftOut, exitCode, stopped);
  }

  private static LoadReport inFolder(LoadReport report, String folder) {
    return withRuns(report, run -> run.folder(folder));
  }

  /**
   * The report with this round in its run.
   *
   * @param confirms the figures for which it counts; empty for all
   */
  static LoadReport inRound(LoadReport report, String round, List<String> confirms) {
    return withRuns(report, run -> run.round(round).confirms(confirms));
  }

  private static LoadReport withRuns(LoadReport report, UnaryOperator<Run.Builder> change) {
    return report.withRuns(
        report.runs().stream().map(run -> change.apply(run.toBuilder()).build()).toList());
  }
}
