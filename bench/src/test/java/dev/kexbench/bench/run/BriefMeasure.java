package dev.kexbench.bench.run;

import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.suite.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures with JMH as briefly as possible: in this process, one iteration of 10 ms. */
public final class BriefMeasure {
  static final Timing TIMING = new Timing(0, Duration.ZERO, 1, Duration.ofMillis(10));

  /** A fast row. */
  public static final Row FLOOR =
      new Row("dev.kexbench.bench.suite.SecureRandomBenchmark.floor", Map.of(), 1);

  /** Another. */
  public static final Row DRAW =
      new Row(
          "dev.kexbench.bench.suite.SecureRandomBenchmark.draw", Map.of("source", "STANDARD"), 1);

  static final HardwareCounters NOT_COUNTED = new HardwareCounters(Optional.of("not in tests"));

  private BriefMeasure() {}

  /** The results of a row. */
  public static Collection<RunResult> row(Row row, Timing timing, Variant variant)
      throws RunnerException {
    return new Jmh(VerboseMode.SILENT, NOT_COUNTED).row(row, TIMING, variant);
  }

  /** A plan of these rows. */
  public static BenchPlan plan(int forks, Row... rows) {
    return new BenchPlan(List.of(rows), TIMING.with(forks), List.of());
  }

  /** The current build under a name. */
  public static Variant variant(String name, RunFolder folder) {
    return new Variant(name, Jvm.here(), Build.here(), folder);
  }
}
