package dev.kexbench.bench.run;

import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Environment.JvmDescription;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of the forked JVM that runs a benchmark. It inherits nothing from the JVM that starts
 * it, and no setting is left to JVM ergonomics. The parallel collector has no threads that work
 * concurrently with the benchmark. A benchmark class may request a larger heap ({@code @Fork}).
 */
final class ForkedJvm {
  private static final List<String> ARGUMENTS =
      List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseParallelGC", "-Xms512m", "-Xmx512m");

  /** The profiler ends JMH's warm-up by writing a final field, which later JVMs warn about. */
  private static final String FINAL_FIELDS = "--enable-final-field-mutation=ALL-UNNAMED";

  private static final int GUARDS_FINAL_FIELDS_SINCE = 26;

  private static final String COLLECTOR = "Parallel";

  private ForkedJvm() {}

  /** The command-line arguments of the forked JVM. */
  static List<String> arguments(Jvm jvm) {
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.addAll(jvm.unsafeMemory());
    if (Runtime.Version.parse(jvm.version()).feature() >= GUARDS_FINAL_FIELDS_SINCE) {
      arguments.add(FINAL_FIELDS);
    }
    return List.copyOf(arguments);
  }

  /** The facts of this machine, with those of the forked JVM and of the build that it measures. */
  static Environment environment(Environment starter, Jvm jvm, Build build) {
    return starter.with(
        new JvmDescription(jvm.version(), jvm.name(), COLLECTOR, arguments(jvm)),
        build.commit(),
        build.dirty());
  }
}
