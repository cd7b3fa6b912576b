package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.jmh.Metric;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
  @Test
  void showsEachClassWithItsOwnParametersAndWhatThePoolSaves() throws URISyntaxException {
    String expected =
        """
        benchmark                   score     ±    unit   B/op
        HmacVerifyBenchmark.floor    20.3   0.4   ns/op      0

        benchmark            bits   pool           provider   score    ±    unit     B/op   to fresh
        PoolBenchmark.work   2048   fresh          accp         602    5   µs/op    6,995
        PoolBenchmark.work   2048   thread-local   accp         320    4   µs/op      773    0.532
        PoolBenchmark.work   2048   fresh          jdk        1,062   22   µs/op   40,210
        PoolBenchmark.work   2048   thread-local   jdk        1,058   16   µs/op   38,100    0.996 ~

        score: median of forks, ±: half of its 95 % interval; B/op: bytes allocated; \
        to …: time over that of the row with …, ~ if it may be 1
        """;
    assertEquals(expected, ScoreTable.of(Score.of(sample())));
  }

  @Test
  void takesForksNotIterationsAsSamples() throws URISyntaxException {
    Score fresh = Score.of(sample().results().get(1));
    double widest = Collections.max(fresh.forks()) - Collections.min(fresh.forks());
    assertTrue(fresh.error() >= widest / 2, "three forks tell no more than how far they lie apart");
    assertTrue(fresh.error() < widest, fresh::toString);
  }

  @Test
  void knowsNoErrorOfASingleFork() {
    String table = ScoreTable.of(List.of(score("a.B.c", 1, 5)));
    assertTrue(table.contains("\nB.c          5.00   ?   µs/op      ?\n"), table);
  }

  @Test
  void showsThreadsWhereTheyDiffer() {
    String table = ScoreTable.of(List.of(score("a.B.c", 1, 5), score("a.B.c", 4, 9)));
    assertTrue(table.contains("benchmark   threads   score"), table);
    assertTrue(table.contains("\nB.c               4    9.00"), table);
  }

  static Score score(String benchmark, int threads, double value) {
    Metric metric = new Metric(value, 0.1, "us/op", List.of(List.of(value, value)), List.of());
    return Score.of(
        new JmhResult(benchmark, "avgt", threads, Map.of(), null, null, metric, Map.of()));
  }

  private static JmhResults sample() throws URISyntaxException {
    return JmhResults.read(Path.of(ScoreTableTest.class.getResource("jmh.json").toURI()));
  }
}
