package dev.kexbench.bench.run;

import java.time.Duration;

/**
 * The number and length of the forks and iterations of each row.
 *
 * @param forks the number of JVMs, which run one after the other
 * @param warmups iterations of each fork that do not count
 * @param iterations of each fork that count
 * @param iteration the length of one iteration of either kind
 */
public record Timing(int forks, int warmups, int iterations, Duration iteration) {
  /** The time to start a JVM and prepare 1,024 inputs, as measured at RSA-2048. */
  private static final Duration FORK_START = Duration.ofMillis(1_200);

  /** JMH queries the JVM's version before each fork. */
  private static final Duration ROW_START = Duration.ofMillis(300);

  /** The approximate time of a row. */
  Duration row() {
    Duration measured = iteration.multipliedBy(warmups + iterations);
    return ROW_START.plus(FORK_START).plus(measured).multipliedBy(forks);
  }

  /** The same timing with another number of forks. */
  Timing with(int others) {
    return new Timing(others, warmups, iterations, iteration);
  }
}
