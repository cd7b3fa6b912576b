package dev.kexbench.bench.run;

import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Environment.JvmDescription;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM that measures: nothing is inherited from the one that starts it, and nothing guessed. The
 * parallel collector has no threads of its own that work beside the benchmark. A class of
 * benchmarks may ask for more heap than this ({@code @Fork}).
 */
final class ForkedJvm {
  private static final List<String> ARGUMENTS =
      List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseParallelGC", "-Xms512m", "-Xmx512m");

  /** JMH still uses memory access that later JVMs warn of, and older ones know no such option. */
  private static final String UNSAFE_MEMORY = "--sun-misc-unsafe-memory-access=allow";

  private static final int WARNS_SINCE = 23;

  private static final String COLLECTOR = "Parallel";

  private ForkedJvm() {}

  /** What it is started with. */
  static List<String> arguments(Jvm jvm) {
    return Runtime.Version.parse(jvm.version()).feature() < WARNS_SINCE
        ? ARGUMENTS
        : Stream.concat(ARGUMENTS.stream(), Stream.of(UNSAFE_MEMORY)).toList();
  }

  /** A machine's facts with those of the JVM that measures, and of what it measures. */
  static Environment environment(Environment starter, Jvm jvm, Build build) {
    return starter.with(
        new JvmDescription(jvm.version(), jvm.name(), COLLECTOR, arguments(jvm)),
        build.commit(),
        build.dirty());
  }
}
