package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.NoiseFloors;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.statistics.Sample;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTableTest {
  @Test
  void showsEachClassWithItsOwnParametersAndWhatThePoolSaves() throws URISyntaxException {
    String expected =
        """
        benchmark                   score     ±    unit   B/op
        HmacVerifyBenchmark.floor    20.3   0.2   ns/op      0

        benchmark            bits   pool           provider   score    ±    unit     B/op   to fresh
        PoolBenchmark.work   2048   fresh          accp         603    4   µs/op    6,995
        PoolBenchmark.work   2048   thread-local   accp         320    2   µs/op      773    0.531
        PoolBenchmark.work   2048   fresh          jdk        1,062   20   µs/op   40,210
        PoolBenchmark.work   2048   thread-local   jdk        1,058   14   µs/op   38,100    0.996 ~

        score: mean of forks, ±: half of the range of 3 forks (a 95 % interval \
        needs 6); B/op: bytes allocated; \
        to …: time over that of the row with …, ~ if it may be 1
        """;
    assertEquals(expected, ScoreTable.of(sample()));
  }

  @Test
  void takesForksNotIterationsAsSamples() throws URISyntaxException {
    Score fresh = sample().get(1);
    double widest = Collections.max(fresh.forks().means()) - Collections.min(fresh.forks().means());
    assertTrue(fresh.error() >= widest / 2, "three forks do not narrow it");
    assertTrue(fresh.error() < widest, fresh::toString);
  }

  @Test
  void hasNoErrorForASingleFork() {
    String table = ScoreTable.of(List.of(score("a.B.c", 1, 5)));
    assertTrue(table.contains("\nB.c          5.00   ?   µs/op      ?\n"), table);
  }

  @Test
  void showsCpuTimeAndInstructionsIfAnyRowHasThem() {
    Score plain = score("a.B.c", 1, 5);
    Score counted =
        new Score(
            plain.row(),
            plain.estimate(),
            plain.forks(),
            plain.unit(),
            16,
            4.9,
            12_345,
            /* duet= */ false);
    String table = ScoreTable.of(List.of(plain, counted));
    assertEquals(
        """
        benchmark   score   ±   CPU/op    unit   instr/op   B/op
        B.c          5.00   ?        ?   µs/op          ?      ?
        B.c          5.00   ?     4.90   µs/op     12,345     16
        """,
        table.lines().limit(3).map(line -> line + "\n").collect(Collectors.joining()));
    assertTrue(table.contains("; instr/op: instructions of these threads"), table);
  }

  @Test
  void namesTheCpuTimeOfADuetAndShowsItOnce() {
    Score plain = score("a.B.c", 1, 5);
    Score duet =
        new Score(
            plain.row(), plain.estimate(), plain.forks(), plain.unit(), 16, 5, Double.NaN, true);
    assertEquals(
        """
        benchmark   CPU/op   ±    unit   B/op
        B.c           5.00   ?   µs/op     16

        CPU/op: CPU time of an operation, mean of forks (of duets, whose two forks shared a core, \
        so scores are not shown), ±: unknown of one fork; B/op: bytes allocated
        """,
        ScoreTable.of(List.of(duet)));
  }

  @Test
  void readsFromTheFilesWhetherItWasADuet(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("jmh.json"),
        """
        [{"benchmark": "a.B.c", "mode": "avgt", "threads": 1,
          "primaryMetric": {"score": 9, "scoreError": "NaN", "scoreUnit": "us/op", "rawData": [[9]]},
          "secondaryMetrics": {
            "cpu.norm": {"score": 5, "scoreError": "NaN", "scoreUnit": "us/op", "rawData": [[5]]},
            "duet.overlap": {"score": 1, "scoreError": "NaN", "scoreUnit": "share", "rawData": [[1]]}
          }}]
        """);
    String text = StoredScores.of(List.of(folder.resolve("jmh.json")));
    assertTrue(text.startsWith("JMH: 1 CPU time\n"), text);
    assertTrue(text.contains("\nbenchmark   CPU/op   ±    unit   B/op\nB.c           5.00 "), text);
    assertFalse(text.contains("9.00"), text);
  }

  @Test
  void showsThreadsIfAnyRowHasSeveral() {
    String table = ScoreTable.of(List.of(score("a.B.c", 1, 5), score("a.B.c", 4, 9)));
    assertTrue(table.contains("benchmark   threads   score"), table);
    assertTrue(table.contains("\nB.c               4    9.00"), table);
  }

  @Test
  void showsTheSameRatioAsAComparisonByThatParameter() throws URISyntaxException {
    List<Score> scores = sample();
    Map<String, ResultSet> byPool = Results.load(folder().toString()).by("pool");
    Judge judge = new Judge(new Percent(0.03), NoiseFloors.NONE);
    SideBySide pools = SideBySide.of(byPool, judge, AllowedDifferences.NONE, List.of());
    Comparison.Pair pair = pools.others().get("THREAD_LOCAL").pairs().get(0);
    assertEquals("ACCP", pair.base().key().facets().get("provider"));
    assertEquals(
        pair.change().estimate().ratio(), Ratio.of(scores.get(1), scores.get(2)).value(), 1e-9);
  }

  static Score score(String benchmark, int threads, double value) {
    Sample fork = new Sample(List.of(List.of(value, value)));
    return Score.of(new Row(benchmark, Map.of(), threads), fork, "µs/op", Double.NaN);
  }

  private static List<Score> sample() throws URISyntaxException {
    return Score.read(folder());
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(ScoreTableTest.class.getResource("jmh.json").toURI()).getParent();
  }
}
