package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareJmhTest {
  private static final String RESULT =
      """
      {"benchmark": "dev.kexbench.bench.%s", "mode": "avgt", "threads": 1,
       "params": {"provider": "%s"},
       "primaryMetric": {"score": %s, "scoreError": "NaN", "scoreUnit": "us/op", "rawData": %s},
       "secondaryMetrics":
         {"gc.count": {"score": 1.0, "scoreError": "NaN", "scoreUnit": "counts", "rawData": []},
          "gc.alloc.rate.norm":
            {"score": %s, "scoreError": "NaN", "scoreUnit": "B/op", "rawData": %s}}}
      """;

  /** How far seven forks lie from their median, as shares of it. */
  private static final double[] FORKS = {-0.006, 0.004, -0.002, 0, 0.008, -0.009, 0.002};

  @TempDir Path folder;

  @Test
  void failsOnASlowdownOfAFifth() throws IOException {
    CommandRun run = compare(bench("base", 2, row(100)), bench("new", 2, row(120)));
    assertEquals(1, run.exitCode());
    assertEquals("0 improved, 1 regressed, 1 equivalent within 3 %, 0 undecided", run.firstLine());
    assertTrue(run.out().contains("Key.pooled avgt, provider=accp   "), run.out());
    assertTrue(run.out().contains("100 µs/op   120 µs/op   +20.0 %"), run.out());
    assertTrue(run.out().contains("<0.001      7   regressed"), run.out());
  }

  @Test
  void isFineWhereABuildMeetsItself() throws IOException {
    CommandRun run = compare(bench("base", 2, row(100)), bench("new", 2, row(100.2)));
    assertEquals(0, run.exitCode());
    assertEquals("0 improved, 0 regressed, 2 equivalent within 3 %, 0 undecided", run.firstLine());
  }

  @Test
  void decidesNothingFromTooFewForksAndSaysSoFirst() throws IOException {
    String few = row(100, 3);
    CommandRun run = compare(bench("base", 2, few), bench("new", 2, row(150, 3)), "--strict");
    assertEquals(4, run.exitCode());
    assertTrue(
        run.out().contains("1 undecided\n  too few runs to ever decide 1 of them"), run.out());
    assertTrue(run.out().contains("undecided, about 4 runs would tell"), run.out());
    assertEquals(0, compare(bench("again", 2, few), bench("slow", 2, row(150, 3))).exitCode());
  }

  @Test
  void missesABenchmarkThatIsGone() throws IOException {
    Path base = bench("base", 2, row(100) + "," + result("Key.fresh", "accp", 100, 7));
    CommandRun run = compare(base, bench("new", 2, row(100)));
    assertEquals(5, run.exitCode());
    assertTrue(run.out().contains("missing in NEW: Key.fresh avgt, provider=accp\n"), run.out());
  }

  @Test
  void refusesAnotherMachineUnlessThatIsAllowed() throws IOException {
    Path base = bench("base", 2, row(100));
    Path fresh = bench("new", 4, row(100));
    CommandRun run = compare(base, fresh);
    assertEquals(3, run.exitCode());
    assertTrue(run.out().contains("cores of the machine: 2 in "), run.out());
    CommandRun allowed = compare(base, fresh, "--allow", "cores-of-the-machine");
    assertEquals(0, allowed.exitCode());
    assertTrue(allowed.out().contains("warning: cores of the machine: 2 in "), allowed.out());
  }

  @Test
  void refusesAFileThatEndsEarlyInOneLine() throws IOException {
    Path cut = Files.writeString(folder.resolve("cut.json"), "[" + row(100).substring(0, 150));
    CommandRun run = compare(bench("base", 2, row(100)), cut);
    assertEquals(2, run.exitCode());
    assertEquals(
        "cannot read %s: ends early at line 3; give a complete file\n".formatted(cut), run.err());
  }

  @Test
  void refusesAFileOfAnotherSchemaInOneLine() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"schema\": \"x/1\"}");
    CommandRun run = compare(bench("base", 2, row(100)), other);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("cannot read " + other + ": its schema is not "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void warnsWhereTheMachineIsNotKnown() throws IOException {
    Path bare = Files.writeString(folder.resolve("bare.json"), "[" + row(100) + "]");
    CommandRun run = compare(bench("base", 2, row(100)), bare);
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("warning: JDK: not recorded in " + bare), run.out());
  }

  @Test
  void missesABenchmarkWhoseScoreIsNotANumber() throws IOException {
    String broken = row(100).replaceFirst("\"score\": 100\\.0", "\"score\": \"NaN\"");
    assertEquals(5, compare(bench("base", 2, row(100)), bench("new", 2, broken)).exitCode());
  }

  @Test
  void isNotFineWhenThereIsNothingToCompare() throws IOException {
    Path base = bench("base", 2, result("Key.fresh", "accp", 100, 7));
    CommandRun run = compare(base, bench("new", 2, row(100)));
    assertEquals(5, run.exitCode());
    assertEquals("nothing to compare: no figure of BASE is in NEW", run.firstLine());
  }

  @Test
  void takesRoundsForRunsAndComparesUnitsOfOneKind() throws IOException {
    Path rounds = Files.createDirectory(folder.resolve("rounds"));
    for (int round = 0; round < FORKS.length; round++) {
      String one = result("Key.pooled", "accp", 0.1 * (1 + FORKS[round]), 1);
      Files.writeString(
          rounds.resolve("jmh-" + (round + 1) + ".json"),
          "[" + one.replace("us/op", "ms/op") + "]");
    }
    CommandRun run = compare(bench("base", 2, row(100)), rounds);
    assertEquals(0, run.exitCode(), run::out);
    assertEquals("0 improved, 0 regressed, 2 equivalent within 3 %, 0 undecided", run.firstLine());
  }

  @Test
  void doesNotCompareBenchmarksWithALoadTest() throws IOException {
    Path load = folder.resolve("load/report.json");
    ReportFiles.write(SampleReport.complete(), load);
    CommandRun run = compare(bench("base", 2, row(100)), load);
    assertEquals(3, run.exitCode());
    assertEquals(
        "not comparable\n  kind: JMH's results in BASE, a load report in NEW\n", run.out());
  }

  @Test
  void doesNotJoinBenchmarksWithALoadTest() throws IOException {
    Path load = folder.resolve("load/report.json");
    ReportFiles.write(SampleReport.complete(), load);
    Path jmh = bench("base", 2, row(100));
    CommandRun run = CommandRun.of(new CompareMain(), jmh + "," + load, load);
    assertEquals(3, run.exitCode());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void comparesOnlyWhatIsChosen() throws IOException {
    String both = row(100) + "," + result("Key.pooled", "bc", 300, 7);
    String slower = row(100) + "," + result("Key.pooled", "bc", 400, 7);
    Path base = bench("base", 2, both);
    Path fresh = bench("new", 2, slower);
    assertEquals(1, compare(base, fresh).exitCode());
    assertEquals(0, compare(base, fresh, "--filter", "provider=accp").exitCode());
    CommandRun none = compare(base, fresh, "--filter", "provider=jdk");
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("cores-of-the-machine"), none.err());
    assertTrue(none.err().contains("provider"), none.err());
  }

  @Test
  void setsTheValuesOfAParameterSideBySide() throws IOException {
    String all = row(100) + "," + result("Key.pooled", "bc", 300, 7);
    CommandRun run = CommandRun.of(new CompareMain(), bench("all", 2, all), "--col", "provider");
    assertEquals(0, run.exitCode(), run::err);
    assertTrue(run.out().contains("figure "), run.out());
    assertTrue(
        run.out().matches("(?s).*Key.pooled avgt +100 µs/op +300 µs/op +\\+200\\.0 %.*"),
        run.out());
    assertTrue(
        run.out().endsWith("change from accp; ~ within the margin, ? undecided\n"), run.out());
  }

  @Test
  void setsWhatTheEnvironmentsDifferInSideBySide() throws IOException {
    Path two = bench("two", 2, row(100));
    Path four = bench("four", 4, row(90));
    CommandRun run =
        CommandRun.of(new CompareMain(), two + "," + four, "--col", "cores-of-the-machine");
    assertEquals(0, run.exitCode(), run::out);
    assertTrue(run.out().contains("-10.0 %"), run.out());
  }

  @Test
  void namesTheKeysThatThereAre() throws IOException {
    CommandRun run = CommandRun.of(new CompareMain(), bench("all", 2, row(100)), "--col", "colour");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("no row has a key 'colour'; there are benchmark, "), run.err());
  }

  @Test
  void writesEveryVerdictAsJson() throws IOException {
    Path json = folder.resolve("out/verdicts.json");
    compare(bench("base", 2, row(100)), bench("new", 2, row(120)), "--json", json);
    String text = Files.readString(json);
    for (String part :
        new String[] {
          "\"schema\" : \"kexbench/comparison/1\"",
          "\"exitCode\" : 1",
          "\"verdict\" : \"regressed\"",
          "\"provider\" : \"accp\"",
          "\"unit\" : \"ns/op\""
        }) {
      assertTrue(text.contains(part), text);
    }
  }

  private static String row(double score) {
    return row(score, FORKS.length);
  }

  private static String row(double score, int forks) {
    return result("Key.pooled", "accp", score, forks);
  }

  private static String result(String benchmark, String provider, double score, int forks) {
    return RESULT.formatted(
        benchmark, provider, score, around(score, forks), 500.0, around(500, forks, 0));
  }

  private static String around(double score, int forks) {
    return around(score, forks, 1);
  }

  /** Two iterations a fork, which agree. */
  private static String around(double score, int forks, double spread) {
    return IntStream.range(0, forks)
        .mapToDouble(fork -> score * (1 + spread * FORKS[fork]))
        .mapToObj(value -> "[" + value + ", " + value + "]")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private Path bench(String name, int cores, String rows) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(run.resolve("jmh.json"), "[" + rows + "]");
    ReportFiles.writeEnvironment(SampleReport.environment(cores), run.resolve("environment.json"));
    return run;
  }

  private static CommandRun compare(Object... args) {
    return CommandRun.of(new CompareMain(), args);
  }
}
