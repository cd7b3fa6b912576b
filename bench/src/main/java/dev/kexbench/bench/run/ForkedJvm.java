package dev.kexbench.bench.run;

import dev.kexbench.results.report.Environment;
import java.util.List;

/**
 * The JVM that measures: nothing is inherited from the one that starts it, and nothing guessed. The
 * parallel collector has no threads of its own that work beside the benchmark.
 */
final class ForkedJvm {
  static final List<String> ARGUMENTS =
      List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseParallelGC", "-Xms512m", "-Xmx512m");

  private static final String COLLECTOR = "Parallel";

  private ForkedJvm() {}

  /** A machine's facts with the flags and the collector of the JVM that measures. */
  static Environment environment(Environment starter) {
    return new Environment(
        starter.cpu(),
        starter.cores(),
        starter.affinity(),
        starter.cgroupCpuQuota(),
        starter.stealShare(),
        starter.kernel(),
        starter.jdk(),
        starter.vm(),
        COLLECTOR,
        ARGUMENTS,
        starter.transport(),
        starter.commit(),
        starter.dirty(),
        starter.hostClass(),
        starter.sameHost());
  }
}
