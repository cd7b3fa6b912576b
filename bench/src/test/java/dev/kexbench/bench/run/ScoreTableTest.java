package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.JmhResult;
import dev.kexbench.results.report.JmhResults;
import dev.kexbench.results.report.Metric;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
  @Test
  void showsScoresAllocationAndWhatThePoolSaves() throws URISyntaxException {
    String expected =
        """
        benchmark                   bits   pool           provider   score     ±    unit     B/op   to fresh
        HmacVerifyBenchmark.floor                                     20.3   0.5   ns/op        0
        RsaPrivateBenchmark.open    2048   fresh          accp         603     9   µs/op    6,995
        RsaPrivateBenchmark.open    2048   thread-local   accp         320     5   µs/op      773    0.531
        RsaPrivateBenchmark.open    2048   fresh          jdk        1,062    50   µs/op   40,210
        RsaPrivateBenchmark.open    2048   thread-local   jdk        1,058    35   µs/op   38,100    0.996 ~
        ±: half of the 95 % interval over forks; to fresh: score over that of pool=fresh, \
        ~ if the intervals touch
        """;
    assertEquals(expected, ScoreTable.of(sample()));
  }

  @Test
  void takesForksNotIterationsAsSamples() throws URISyntaxException {
    Score fresh = Score.of(sample().results().get(1));
    // Student's t for 2 degrees of freedom and 95 %, times 3.6056 / sqrt(3).
    assertEquals(8.957, fresh.error(), 0.001);
  }

  @Test
  void knowsNoErrorOfASingleFork() {
    Metric metric = new Metric(5, 0.1, "us/op", List.of(List.of(4.9, 5.0, 5.1)));
    JmhResult single = new JmhResult("a.B.c", "avgt", 1, Map.of(), metric, Map.of());
    String table = ScoreTable.of(new JmhResults(List.of(single)));
    assertTrue(table.contains("\nB.c          5.00   ?   µs/op      ?\n"), table);
  }

  private static JmhResults sample() throws URISyntaxException {
    return JmhResults.read(Path.of(ScoreTableTest.class.getResource("jmh.json").toURI()));
  }
}
