package dev.kexbench.bench.run;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/** Measures rows, tells of each, and remembers those that failed: they are not tried again. */
final class RowRun {
  private final Measure measure;
  private final Progress progress;
  private final List<Failure> failures = new ArrayList<>();
  private final Set<String> failed = new HashSet<>();

  RowRun(Measure measure, Progress progress) {
    this.measure = measure;
    this.progress = progress;
  }

  /**
   * The results of a row on a side; none if it fails, now or before.
   *
   * @throws CommandFailure with exit code 2 if JMH cannot run here
   */
  Collection<RunResult> measured(Row row, Pace pace, Side side) {
    String what = row.label() + " " + side.name();
    if (failed.contains(what)) {
      progress.failed(row, side);
      return List.of();
    }
    try {
      Collection<RunResult> results = measure.row(row, pace, side);
      progress.measured(row, side, results);
      if (results.isEmpty()) {
        failed.add(what);
        failures.add(Failure.vanished(row));
      }
      return results;
    } catch (RunnerException thrown) {
      if (!(thrown.getCause() instanceof BenchmarkException)) {
        throw new CommandFailure(ExitCode.USAGE, "JMH cannot run: " + thrown.getMessage(), thrown);
      }
      progress.failed(row, side);
      failed.add(what);
      failures.add(Failure.of(row, thrown));
      return List.of();
    }
  }

  /** The rows that have no result, or not all of them. */
  List<Failure> failures() {
    return List.copyOf(failures);
  }
}
