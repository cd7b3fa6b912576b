package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.statistics.ScalabilityLaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingFileTest {
  private static final String ROW =
      """
      {"benchmark": "dev.kexbench.bench.suite.%s", "mode": "avgt", "threads": %d,
       "params": {"provider": "accp"}, "jvm": "/opt/jdk/bin/java",
       "primaryMetric": {"score": %s, "scoreError": "NaN", "scoreUnit": "us/op",
         "rawData": [[%s], [%s]]}, "secondaryMetrics": {}}
      """;

  @TempDir private Path folder;

  private static String row(String benchmark, int threads, double micros) {
    return ROW.formatted(benchmark, threads, micros, micros, micros * 1.001);
  }

  private void write(int cores, String... rows) throws IOException {
    Files.writeString(folder.resolve("jmh.json"), "[" + String.join(",", rows) + "]");
    ReportFiles.writeEnvironment(
        Environment.builder().cpu("a CPU").cores(cores).build(),
        folder.resolve("environment.json"));
  }

  private void assertRefused(String line) {
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> ScalingFile.law(folder, "accp", 1));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains(line), failure::getMessage);
  }

  @Test
  void fitsTheAnswersUpToTheNumberOfCores() throws IOException {
    write(
        4,
        row("ExchangeBenchmark.answer", 1, 100),
        row("ExchangeBenchmark.answer", 2, 100),
        row("ExchangeBenchmark.answer", 4, 100),
        row("ExchangeBenchmark.answer", 8, 200));
    ScalabilityLaw law = ScalingFile.law(folder, "accp", 1);
    assertEquals(4, law.mostMeasured(), "8 threads shared 4 cores");
    assertEquals(1, law.efficiency(4), 0.01);
    assertEquals(10_000, law.rate(1), 50);
  }

  @Test
  void refusesResultsWithoutAnswersOfThatProvider() throws IOException {
    write(4, row("OaepBenchmark.decode", 1, 100), row("OaepBenchmark.decode", 2, 100));
    assertRefused("no answers by threads with provider accp: there are ");
    write(4, row("ExchangeBenchmark.answer", 1, 100));
    assertRefused("nothing was measured with several numbers of threads");
  }

  @Test
  void refusesThreadsOnOneCore() throws IOException {
    write(1, row("ExchangeBenchmark.answer", 1, 100), row("ExchangeBenchmark.answer", 2, 200));
    assertRefused("rates of 1 number of cores; two or more are needed");
  }
}
