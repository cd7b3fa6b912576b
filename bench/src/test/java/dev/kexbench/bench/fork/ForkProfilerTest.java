package dev.kexbench.bench.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class ForkProfilerTest {
  private static final int PLANNED = 500;

  @ParameterizedTest
  @CsvSource({
    "SecureRandomBenchmark.floor,  1, ns/op",
    "ClientBenchmark.confirm, 1, us/op",
    "CodecBenchmark.floor, 3, ns/op"
  })
  void endsTheWarmUpAndMeasuresCpuTime(String benchmark, int threads, String unit)
      throws RunnerException {
    RunResult result = run(benchmark, threads);
    assertEquals(1, result.getParams().getWarmup().getCount(), "of " + PLANNED);
    Result<?> cpu = figure(result, "cpu.norm");
    assertEquals(unit, cpu.getScoreUnit());
    assertTrue(cpu.getScore() > 0, cpu::toString);
    assertEquals(2, cpu.getSampleCount());
    double share = figure(result, "cpu.share").getScore();
    assertTrue(share > 0 && share < 1.1 * threads, () -> "share " + share);
    assertTrue(figure(result, "warmup.ops").getScore() >= 1);
    assertTrue(figure(result, "warmup.limited").getScore() <= 1);
  }

  private static Result<?> figure(RunResult result, String name) {
    return result.getSecondaryResults().get(name);
  }

  /** In this process; the warm-up ends when it is steady or after 60 ms of CPU time. */
  private static RunResult run(String benchmark, int threads) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("\\.suite\\." + benchmark + "$")
        .param("provider", "JDK")
        .param("bits", "2048")
        .forks(0)
        .threads(threads)
        .warmupIterations(PLANNED)
        .warmupTime(TimeValue.milliseconds(10))
        .measurementIterations(2)
        .measurementTime(TimeValue.milliseconds(10))
        .timeUnit(unit(benchmark))
        .addProfiler(ForkProfiler.class, ForkProfiler.options(100, 60))
        .verbosity(VerboseMode.SILENT);
    return new Runner(options.build()).run().iterator().next();
  }

  private static TimeUnit unit(String benchmark) {
    return benchmark.startsWith("Client") ? TimeUnit.MICROSECONDS : TimeUnit.NANOSECONDS;
  }
}
