package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.ForkProfiler;
import java.time.Duration;

/**
 * The number and length of the forks and iterations of each row.
 *
 * @param forks the number of JVMs, which run one after the other
 * @param warmUp the most CPU time of a benchmark thread in the warm-up of a fork; zero for none
 * @param iterations of each fork that count
 * @param iteration the length of each; it is longer if ten operations take longer
 */
public record Timing(int forks, Duration warmUp, int iterations, Duration iteration) {
  /** JMH's iterations in the warm-up: after each it may end. */
  static final Duration WARM_UP_ITERATION = Duration.ofMillis(50);

  /**
   * The least number of operations in a warm-up. HotSpot's optimising compiler takes a method after
   * 5,000 calls, or later if its queue is long.
   */
  private static final int WARM_UP_OPERATIONS = 6_000;

  /** How much longer than in CPU time a warm-up may take, as in {@link ForkProfiler}. */
  private static final int WARM_UP_WALL = 6;

  /** The time to start a JVM and prepare 1,024 inputs, as measured at RSA-2048. */
  private static final Duration FORK_START = Duration.ofMillis(1_200);

  /** JMH queries the JVM's version before each fork. */
  private static final Duration ROW_START = Duration.ofMillis(300);

  /** JMH's number of iterations in the warm-up, which the profiler cuts short. */
  int warmups() {
    return (int) (WARM_UP_WALL * warmUp.toMillis() / WARM_UP_ITERATION.toMillis());
  }

  /** The options of the profiler that ends the warm-up. */
  String profilerOptions() {
    return ForkProfiler.options(WARM_UP_OPERATIONS, warmUp.toMillis());
  }

  /**
   * The approximate time of a row, before any was measured: about half of the rows do RSA and need
   * most of the warm-up's limit, the others need little of it.
   */
  Duration row() {
    Duration measured = iteration.multipliedBy(iterations).plus(warmUp.dividedBy(2));
    return ROW_START.plus(FORK_START).plus(measured).multipliedBy(forks);
  }

  /**
   * The same timing for a duet: twice the warm-up's limit, since both forks share their core with
   * both forks' compilers.
   */
  Timing ofDuet() {
    return new Timing(forks, warmUp.multipliedBy(2), iterations, iteration);
  }

  /** The same timing with another number of forks. */
  Timing with(int others) {
    return new Timing(others, warmUp, iterations, iteration);
  }
}
