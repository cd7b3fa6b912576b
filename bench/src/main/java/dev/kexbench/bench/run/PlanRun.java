package dev.kexbench.bench.run;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures a plan's rows one after the other. What is measured is on disk at once, and a row that
 * fails does not keep the next from running.
 */
public final class PlanRun {
  private final Measure measure;
  private final RunFolder folder;
  private final Progress progress;
  private final List<RunResult> results = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /** A run that writes to the folder and tells its progress. */
  public PlanRun(Measure measure, RunFolder folder, Progress progress) {
    this.measure = measure;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Measures every row, unless stopped between two.
   *
   * @return the rows that have no result
   * @throws CommandFailure with exit code 2 if JMH cannot run here or the folder cannot be written
   */
  public List<Failure> measure(Plan plan, BooleanSupplier stopped) {
    folder.writeEnvironment();
    for (Row row : plan.rows()) {
      if (stopped.getAsBoolean()) {
        break;
      }
      measure(plan, row);
    }
    folder.writeEnvironment();
    return List.copyOf(failures);
  }

  private void measure(Plan plan, Row row) {
    try {
      keep(row, measure.row(plan, row));
    } catch (RunnerException failed) {
      if (!(failed.getCause() instanceof BenchmarkException)) {
        throw new CommandFailure(ExitCode.USAGE, "JMH cannot run: " + failed.getMessage(), failed);
      }
      progress.failed(row);
      failures.add(Failure.of(row, failed));
    }
  }

  private void keep(Row row, Collection<RunResult> measured) {
    progress.measured(row, measured);
    if (measured.isEmpty()) {
      failures.add(Failure.vanished(row));
      return;
    }
    results.addAll(measured);
    folder.write(results);
  }
}
