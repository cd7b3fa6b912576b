package dev.kexbench.bench.run;

import dev.kexbench.results.suite.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Real measuring that takes no time: in this process, once, for 10 ms. */
public final class Blink {
  static final Timing PACE = new Timing(0, 0, 1, Duration.ofMillis(10));

  static final Row FLOOR =
      new Row("dev.kexbench.bench.suite.SecureRandomBenchmark.floor", Map.of(), 1);
  static final Row DRAW =
      new Row(
          "dev.kexbench.bench.suite.SecureRandomBenchmark.draw", Map.of("source", "STANDARD"), 1);

  private Blink() {}

  /** Measures a row so. */
  public static Collection<RunResult> row(Row row, Timing pace, Variant side)
      throws RunnerException {
    return new Jmh(VerboseMode.SILENT, false).row(row, PACE, side);
  }

  static BenchPlan plan(int forks, Row... rows) {
    return new BenchPlan(List.of(rows), PACE.with(forks), List.of());
  }

  static Variant side(String name, RunFolder folder) {
    return new Variant(name, Jvm.here(), Build.here(), folder);
  }
}
