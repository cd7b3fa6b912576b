package dev.kexbench.bench.run;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures a plan's rows one after the other on one side. What is measured is on disk at once, and
 * a row that fails does not keep the next from running.
 */
public final class PlanRun {
  private final Measure measure;
  private final Progress progress;
  private final List<Failure> failures = new ArrayList<>();
  private final Set<String> failed = new LinkedHashSet<>();

  /** A run that tells its progress. */
  public PlanRun(Measure measure, Progress progress) {
    this.measure = measure;
    this.progress = progress;
  }

  /**
   * Measures every row, unless stopped between two.
   *
   * @return the rows that have no result
   * @throws CommandFailure with exit code 2 if JMH cannot run here or the folder cannot be written
   */
  public List<Failure> measure(Plan plan, Side side, BooleanSupplier stopped) {
    List<RunResult> results = new ArrayList<>();
    side.folder().writeEnvironment(side.jvm(), side.build());
    for (Row row : plan.rows()) {
      if (stopped.getAsBoolean()) {
        break;
      }
      if (results.addAll(measured(row, plan.pace(), side))) {
        side.folder().write(results);
      }
    }
    side.folder().writeEnvironment(side.jvm(), side.build());
    return failures();
  }

  /** The results of a row on a side; none if it fails, now or before. */
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

  /** The rows that have no result. */
  List<Failure> failures() {
    return List.copyOf(failures);
  }
}
