package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareJmhTest {
  private static final String RESULT =
      """
      {"benchmark": "dev.kexbench.bench.Key.pooled", "mode": "avgt", "threads": 1,
       "params": {"provider": "accp"},
       "primaryMetric": {"score": %s, "scoreError": %s, "scoreUnit": "us/op", "rawData": [[1.0]]},
       "secondaryMetrics":
         {"gc.count": {"score": 1.0, "scoreError": "NaN", "scoreUnit": "counts", "rawData": []}}}
      """;

  @TempDir Path folder;

  @Test
  void failsWhenAScoreIsWorseBeyondDoubt() throws IOException {
    CommandRun run = compare(bench("base", 2, row(100, "1.0")), bench("new", 2, row(110, "1.0")));
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("Key.pooled avgt, provider=accp   "), run.out());
    assertTrue(run.out().contains("+10.0 %   worse"), run.out());
  }

  @Test
  void findsNothingWhereIntervalsOverlap() throws IOException {
    CommandRun run = compare(bench("base", 2, row(100, "8.0")), bench("new", 2, row(110, "4.0")));
    assertEquals(0, run.exitCode());
  }

  @Test
  void judgesByTheMarginWhereJmhKnowsNoError() throws IOException {
    Path base = bench("base", 2, row(100, "\"NaN\""));
    assertEquals(1, compare(base, bench("new", 2, row(110, "\"NaN\""))).exitCode());
  }

  @Test
  void refusesAnotherMachine() throws IOException {
    Path base = bench("base", 2, row(100, "1.0"));
    CommandRun run = compare(base, bench("new", 4, row(100, "1.0")));
    assertEquals(3, run.exitCode());
    assertTrue(run.out().contains("cores of the machine: 2 in "), run.out());
  }

  @Test
  void warnsWhereTheMachineIsNotKnown() throws IOException {
    Path base = bench("base", 2, row(100, "1.0"));
    Path bare = Files.writeString(folder.resolve("bare.json"), "[" + row(100, "1.0") + "]");
    CommandRun run = compare(base, bare);
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("warning: JDK: not recorded in " + bare), run.out());
  }

  @Test
  void missesABenchmarkThatIsGone() throws IOException {
    String other = row(100, "1.0").replace("pooled", "fresh");
    Path base = bench("base", 2, row(100, "1.0") + "," + other);
    CommandRun run = compare(base, bench("new", 2, row(100, "1.0")));
    assertEquals(5, run.exitCode());
    assertTrue(run.out().contains("missing in NEW: Key.fresh avgt, provider=accp\n"), run.out());
  }

  @Test
  void missesABenchmarkWhoseScoreIsNotANumber() throws IOException {
    Path base = bench("base", 2, row(100, "1.0"));
    String broken = row(100, "1.0").replaceFirst("100\\.0", "\"NaN\"");
    Path fresh = bench("new", 2, broken);
    assertEquals(5, compare(base, fresh).exitCode());
  }

  @Test
  void isNotFineWhenThereIsNothingToCompare() throws IOException {
    String foreign = row(100, "1.0").replace("pooled", "fresh").replace("us/op", "counts");
    Path base = bench("base", 2, foreign);
    CommandRun run = compare(base, bench("new", 2, row(100, "1.0")));
    assertEquals(5, run.exitCode());
    assertEquals("nothing to compare: no figure of BASE is in NEW", run.firstLine());
  }

  @Test
  void joinsTheRoundsOfAFolder() throws IOException {
    Path base = bench("base", 2, row(100, "1.0"));
    Path rounds = Files.createDirectory(folder.resolve("rounds"));
    for (int round = 1; round <= 3; round++) {
      int score = round == 2 ? 500 : 100;
      Files.writeString(rounds.resolve("jmh-" + round + ".json"), "[" + row(score, "1.0") + "]");
    }
    assertEquals(0, compare(base, rounds).exitCode());
  }

  @Test
  void doesNotCompareBenchmarksWithALoadTest() throws IOException {
    Path load = folder.resolve("load/report.json");
    ReportFiles.write(SampleReport.complete(), load);
    CommandRun run = compare(bench("base", 2, row(100, "1.0")), load);
    assertEquals(3, run.exitCode());
    assertEquals(
        "not comparable\n  kind: JMH's results in BASE, a load report in NEW\n", run.out());
  }

  @Test
  void doesNotJoinBenchmarksWithALoadTest() throws IOException {
    Path load = folder.resolve("load/report.json");
    ReportFiles.write(SampleReport.complete(), load);
    Path jmh = bench("base", 2, row(100, "1.0"));
    CommandRun run = CommandRun.of(new CompareMain(), jmh + "," + load, load);
    assertEquals(3, run.exitCode());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void comparesWhatIsAllocatedInWholeBytesAndNoOtherFigureOfTheProfiler() throws IOException {
    Path base = bench("base", 2, allocating(0.0002));
    assertEquals(0, compare(base, bench("noise", 2, allocating(0.0009))).exitCode());
    CommandRun more = compare(bench("some", 2, allocating(700)), bench("more", 2, allocating(900)));
    assertEquals(1, more.exitCode());
    assertTrue(more.out().contains("gc.alloc.rate.norm"), more.out());
    assertTrue(!more.out().contains("gc.count"), more.out());
  }

  private static String allocating(double bytes) {
    String metric = "\"gc.alloc.rate.norm\": {\"score\": %s, \"scoreUnit\": \"B/op\"},";
    String secondary = "\"secondaryMetrics\":\n   {";
    String row = row(100, "1.0");
    assertTrue(row.contains(secondary), row);
    return row.replace(secondary, secondary + metric.formatted(bytes));
  }

  private static String row(double score, String error) {
    return RESULT.formatted(score, error);
  }

  private Path bench(String name, int cores, String rows) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(run.resolve("jmh.json"), "[" + rows + "]");
    ReportFiles.writeEnvironment(SampleReport.environment(cores), run.resolve("environment.json"));
    return run;
  }

  private static CommandRun compare(Path base, Path fresh) {
    return CommandRun.of(new CompareMain(), base, fresh);
  }
}
