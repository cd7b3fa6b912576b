package dev.kexbench.bench.fork;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Decides when a fork is warm: after enough operations for the optimising compiler, once the CPU
 * time of an operation falls no more and the compilers are idle, or at a limit.
 *
 * <p>Everything is counted in work or in CPU time, so a fork that gets a tenth of a core does the
 * same work before it is measured, only later. HotSpot's optimising compiler takes a method after
 * 5,000 calls, or after 15,000 calls and iterations of its loops (Tier4InvocationThreshold,
 * Tier4CompileThreshold), and what runs many times in one operation, such as the loops of RSA or
 * Argon2, long before. The state is steady if two consecutive windows of 150 ms of each thread's
 * CPU time differ by less than 3 % or the later one is slower, and if other threads of the JVM,
 * compilers above all, used less than a quarter of the CPU time of the benchmark threads in it: on
 * a starved machine a method may wait for its compiler for seconds.
 *
 * <p>The limit is in CPU time of a benchmark thread, and six times as much in wall-clock time. An
 * operation of several milliseconds reaches it before the number of operations; what an operation
 * does only once is a small part of it then.
 */
final class ForkWarmUp {
  /** How much faster the later window may be in a steady state. */
  private static final double STEADY = 0.97;

  /** The largest CPU time of other threads, as a share of the benchmark threads'. */
  private static final double OTHERS = 0.25;

  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
  private static final int WALL = 6;

  private final long operations;
  private final long limitNanos;
  private final List<Usage> iterations = new ArrayList<>();
  private Usage total = new Usage(0, 1, 0, 0, 0, 0);
  private long setUpOperations;
  private boolean over;
  private boolean limited;

  /**
   * A warm-up that has not begun.
   *
   * @param operations the least number
   * @param limitNanos the most CPU time of each benchmark thread
   */
  ForkWarmUp(long operations, long limitNanos) {
    this.operations = operations;
    this.limitNanos = limitNanos;
  }

  /**
   * Adds an iteration and returns whether it was the last. The first one includes the preparation
   * of the inputs, so only its operations count.
   */
  boolean endsWith(Usage iteration) {
    if (iterations.isEmpty() && total.wallNanos() == 0) {
      setUpOperations = iteration.operations();
      total = new Usage(0, iteration.threads(), 0, 0, 1, 0);
      return false;
    }
    iterations.add(iteration);
    total = total.plus(iteration);
    boolean warm = operations() >= operations && isSteady();
    limited = !warm && isAtLimit();
    over = warm || limited;
    return over;
  }

  private boolean isAtLimit() {
    return total.workerNanos() >= limitNanos * total.threads()
        || total.wallNanos() >= WALL * limitNanos;
  }

  private boolean isSteady() {
    Usage[] windows = new Usage[2];
    int window = 0;
    for (int at = iterations.size() - 1; at >= 0 && window < windows.length; at--) {
      Usage one = iterations.get(at);
      windows[window] = windows[window] == null ? one : windows[window].plus(one);
      window += windows[window].workerNanos() >= WINDOW_NANOS * one.threads() ? 1 : 0;
    }
    return window == windows.length
        && windows[0].cpuNanosPerOperation() >= STEADY * windows[1].cpuNanosPerOperation()
        && windows[0].otherNanos() < OTHERS * windows[0].workerNanos();
  }

  /** Operations until now. */
  long operations() {
    return setUpOperations + total.operations();
  }

  /** Wall-clock time until now, in nanoseconds, without the first iteration. */
  long wallNanos() {
    return total.wallNanos();
  }

  /** Whether it ended at its limit. */
  boolean limited() {
    return limited;
  }

  /** Whether it has ended. */
  boolean isOver() {
    return over;
  }

  /** The wall-clock time of an operation in the last iteration, in nanoseconds. */
  double operationNanos() {
    return iterations.get(iterations.size() - 1).wallNanosPerOperation();
  }
}
