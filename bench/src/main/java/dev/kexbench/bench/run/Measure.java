package dev.kexbench.bench.run;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** Measures one row. */
@FunctionalInterface
public interface Measure {
  /**
   * The row's results; none if it vanished.
   *
   * @throws RunnerException if the benchmark failed, or JMH cannot run here
   */
  Collection<RunResult> row(Row row, Timing pace, Variant side) throws RunnerException;
}
