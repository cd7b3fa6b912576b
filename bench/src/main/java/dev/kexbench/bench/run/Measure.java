package dev.kexbench.bench.run;

import dev.kexbench.results.suite.Row;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** Measures one row. */
@FunctionalInterface
public interface Measure {
  /**
   * Measures a row and returns its results, or none if the benchmark no longer exists.
   *
   * @throws RunnerException if the benchmark failed, or JMH cannot run here
   */
  Collection<RunResult> row(Row row, Timing timing, Variant variant) throws RunnerException;

  /** What came of a fork that was run before. */
  @FunctionalInterface
  interface Fork {
    /**
     * Its results.
     *
     * @throws RunnerException as {@link Measure#row}
     */
    Collection<RunResult> results() throws RunnerException;
  }

  /**
   * Measures a row on two variants at the same time and on the same core.
   *
   * @param sides the two variants, in the order in which their forks start
   * @return what came of each, in the same order
   */
  default List<Fork> duet(Row row, Timing timing, List<Variant> sides) {
    throw new UnsupportedOperationException("measures one fork at a time");
  }

  /**
   * Runs a row once more in a fork of its own, which is profiled and whose results are discarded.
   *
   * @param options of {@link dev.kexbench.bench.fork.FlameProfiler}
   * @throws RunnerException as {@link #row}
   */
  default void profile(Row row, Timing timing, Variant variant, String options)
      throws RunnerException {}

  /** Lines about what cannot be measured here. */
  default List<String> notes() {
    return List.of();
  }
}
