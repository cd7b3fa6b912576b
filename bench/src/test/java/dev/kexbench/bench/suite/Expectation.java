package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.BenchmarkStates.Called;

/** What a benchmark must have done; that of a {@code floor} states what is left. */
interface Expectation {
  /**
   * Fails if it did something else.
   *
   * @param call with its states
   * @param result that it returned
   * @param before what it returned when it was called before, or null
   */
  void check(Called call, Object result, Object before) throws ReflectiveOperationException;
}
