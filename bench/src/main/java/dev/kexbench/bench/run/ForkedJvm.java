package dev.kexbench.bench.run;

import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Environment.JvmDescription;
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

  /** A machine's facts with those of the JVM that measures, and of what it measures. */
  static Environment environment(Environment starter, Jvm jvm, Build build) {
    return starter
        .withJvm(new JvmDescription(jvm.version(), jvm.name(), COLLECTOR, ARGUMENTS))
        .withCommit(build.commit(), build.dirty());
  }
}
