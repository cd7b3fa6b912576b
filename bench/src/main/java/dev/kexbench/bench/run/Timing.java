package dev.kexbench.bench.run;

import java.time.Duration;

/**
 * How long each row is measured.
 *
 * @param forks how many JVMs, one after the other
 * @param warmups iterations of each that do not count
 * @param iterations of each that count
 * @param iteration the length of either
 */
public record Timing(int forks, int warmups, int iterations, Duration iteration) {
  /** Starting a JVM and preparing 1,024 inputs, as measured at RSA-2048. */
  private static final Duration FORK_START = Duration.ofMillis(1_200);

  /** JMH asks the JVM for its version before each fork. */
  private static final Duration ROW_START = Duration.ofMillis(300);

  /** What a row takes, about. */
  Duration row() {
    Duration measured = iteration.multipliedBy(warmups + iterations);
    return ROW_START.plus(FORK_START).plus(measured).multipliedBy(forks);
  }

  /** The same with other forks. */
  Timing with(int others) {
    return new Timing(others, warmups, iterations, iteration);
  }
}
