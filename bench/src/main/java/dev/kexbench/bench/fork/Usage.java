package dev.kexbench.bench.fork;

/**
 * What the benchmark threads and the rest of the JVM used during one iteration.
 *
 * @param operations of all benchmark threads, those before and after the measured part included
 * @param threads the number of benchmark threads
 * @param workerNanos CPU time of the benchmark threads together
 * @param otherNanos CPU time of all other threads of the JVM, such as compilers and collectors
 * @param wallNanos from before the first operation until after the last
 * @param waits how often benchmark threads waited for a lock or parked
 */
record Usage(
    long operations, int threads, long workerNanos, long otherNanos, long wallNanos, long waits) {
  /** JMH's own queues and barriers park a thread a few times in each iteration. */
  private static final int WAITS_OF_JMH = 20;

  /** CPU time of one operation, in nanoseconds; NaN if there was none. */
  double cpuNanosPerOperation() {
    return operations == 0 ? Double.NaN : (double) workerNanos / operations;
  }

  /** Wall-clock time that one thread takes for an operation, in nanoseconds. */
  double wallNanosPerOperation() {
    return (double) wallNanos * threads / Math.max(1, operations);
  }

  /** CPU time over wall-clock time of a benchmark thread. */
  double running() {
    return (double) workerNanos / wallNanos / threads;
  }

  /**
   * The share that the threads got of the cores that they could use: {@link #running()} over the
   * share of the time for which each would run if nothing else did.
   */
  double shareOf(int cores) {
    return running() / Math.min(1.0, (double) cores / threads);
  }

  /** Whether several threads waited for each other, as they do for the objects of a full pool. */
  boolean contends() {
    return threads > 1 && waits > (long) WAITS_OF_JMH * threads;
  }

  /** The use of two consecutive iterations. */
  Usage plus(Usage other) {
    return new Usage(
        operations + other.operations,
        threads,
        workerNanos + other.workerNanos,
        otherNanos + other.otherNanos,
        wallNanos + other.wallNanos,
        waits + other.waits);
  }
}
