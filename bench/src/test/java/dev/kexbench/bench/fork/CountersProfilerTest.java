package dev.kexbench.bench.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** With CPU time in place of instructions: the kernel counts it where the processor is hidden. */
@Tag("process")
class CountersProfilerTest {
  @Test
  void countsTheOperationsOfAllIterationsButTheLast() throws Exception {
    PerfStatTest.startedHere().end();
    RunResult result = run("KeyScheduleBenchmark.clientTag", 2);
    Result<?> counted = result.getSecondaryResults().get(PerfStatTest.CPU_TIME + ".norm");
    assertEquals("#/op", counted.getScoreUnit());
    assertEquals(2, counted.getSampleCount());
    double cpuNanos = result.getSecondaryResults().get("cpu.norm").getScore();
    double ratio = 1e6 * counted.getScore() / cpuNanos;
    assertTrue(ratio > 0.5 && ratio < 2, () -> "perf: " + counted + ", JVM: " + cpuNanos + " ns");
  }

  @Test
  void countsNothingWhereAMethodRunsBeforeEachOperation() throws RunnerException {
    RunResult result = run("ClientBenchmark.confirm", 1);
    assertNull(result.getSecondaryResults().get(PerfStatTest.CPU_TIME + ".norm"));
  }

  /** In this process: three iterations of 100 ms. */
  private static RunResult run(String benchmark, int threads) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("\\.suite\\." + benchmark + "$")
        .param("provider", "JDK")
        .param("bits", "2048")
        .forks(0)
        .threads(threads)
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(50))
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds(100))
        .timeUnit(TimeUnit.NANOSECONDS)
        .addProfiler(CountersProfiler.class, PerfStatTest.CPU_TIME)
        .addProfiler(ForkProfiler.class, ForkProfiler.options(1, 10_000))
        .verbosity(VerboseMode.SILENT);
    return new Runner(options.build()).run().iterator().next();
  }
}
