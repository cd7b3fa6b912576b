package dev.kexbench.results.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhResultsTest {
  @Test
  void readsAResultWithItsParametersAndRawData() throws Exception {
    JmhResult result = sample().results().get(0);
    assertEquals("dev.kexbench.bench.PrivateKey.pooled", result.benchmark());
    assertEquals(Map.of("provider", "accp", "bits", "2048"), result.params());
    assertEquals(
        new Metric(
            315.2, 4.5, "us/op", List.of(List.of(314.9, 315.1), List.of(315.4, 315.4)), List.of()),
        result.primary());
  }

  @Test
  void readsAnErrorThatIsTheWordNaN() throws Exception {
    Metric allocation = sample().results().get(0).secondary().get("gc.alloc.rate.norm");
    assertTrue(Double.isNaN(allocation.error()));
    assertEquals(1024, allocation.score());
  }

  @Test
  void stripsTheDotOfSecondaryMetrics() throws Exception {
    assertEquals(
        List.of("gc.alloc.rate.norm", "gc.count"),
        List.copyOf(sample().results().get(0).secondary().keySet()));
  }

  @Test
  void hasNoParametersWhereJmhLeavesThemOut() throws Exception {
    assertEquals(Map.of(), sample().results().get(1).params());
  }

  @Test
  void makesARowOfEveryMetric() throws Exception {
    assertEquals(
        List.of("score", "gc.alloc.rate.norm", "gc.count", "score"),
        sample().rows().stream().map(MeasuredRow::figure).toList());
  }

  @Test
  void joinsTheRoundsOfAFolder(@TempDir Path folder) throws Exception {
    JmhResults sample = sample();
    for (int round = 1; round <= 11; round++) {
      Files.copy(sampleFile(), JmhFiles.round(folder, round));
    }
    JmhResults joined = JmhResults.readFolder(folder);
    assertEquals(sample.results().size(), joined.results().size());
    JmhResult one = sample.results().get(0);
    JmhResult all = joined.results().get(0);
    assertEquals(one.primary().score(), all.primary().score(), 1e-9);
    assertEquals(11 * one.primary().raw().size(), all.primary().raw().size());
    assertEquals(one.secondary().keySet(), all.secondary().keySet());
  }

  @Test
  void takesRoundsInTheOrderOfTheirNumbers(@TempDir Path folder) throws Exception {
    for (int round : List.of(10, 2, 1)) {
      Files.copy(sampleFile(), JmhFiles.round(folder, round));
    }
    Files.copy(sampleFile(), folder.resolve("jmh-old.json"));
    assertEquals(
        List.of("jmh-1.json", "jmh-2.json", "jmh-10.json"),
        JmhFiles.in(folder).stream().map(file -> file.getFileName().toString()).toList());
  }

  @Test
  void takesTheMeanOfWhatAnIterationSampled() {
    List<List<Double>> iteration = List.of(List.of(10.0, 3.0), List.of(20.0, 1.0));
    Metric sampled = new Metric(12.5, 1, "us/op", null, List.of(List.of(iteration)));
    assertEquals(List.of(List.of(12.5)), sampled.observations());
    assertEquals(2, sampled.with(sampled).observations().size());
  }

  @Test
  void weighsRoundsByTheirForks() {
    Metric two = new Metric(10, 1, "us/op", List.of(List.of(9.0), List.of(11.0)), List.of());
    Metric joined = two.with(new Metric(16, 1, "us/op", List.of(List.of(16.0)), List.of()));
    assertEquals(12, joined.score(), 1e-9);
    assertEquals(3, joined.raw().size());
  }

  @Test
  void identifiesARowByBenchmarkModeThreadsAndParameters() throws Exception {
    List<MeasuredRow> rows = sample().rows();
    assertEquals(
        "dev.kexbench.bench.PrivateKey.pooled avgt, 2 threads, bits=2048, provider=accp",
        rows.get(0).identity());
    assertEquals("dev.kexbench.bench.Floor.nothing thrpt", rows.get(3).identity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[{}]",
        "[{\"benchmark\": \"a.B.c\"}]",
        "[1]",
        "[",
        "null",
        "",
        "[null]"
      })
  void refusesWhatJmhDidNotWrite(String content, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("jmh.json"), content);
    CommandFailure failure = assertThrows(CommandFailure.class, () -> JmhResults.read(file));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("cannot read " + file + ": "), failure::getMessage);
  }

  private static JmhResults sample() throws URISyntaxException {
    return JmhResults.read(sampleFile());
  }

  private static Path sampleFile() throws URISyntaxException {
    return Path.of(JmhResultsTest.class.getResource("jmh.json").toURI());
  }
}
