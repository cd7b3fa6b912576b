package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.FORKS;
import static dev.kexbench.results.jmh.SampleJmh.result;
import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class CompareJmhTest {
  private static final String PACE =
      "\"warmupIterations\": %d, \"measurementTime\": \"%s\", \"mode\"";

  @TempDir Path folder;

  @Test
  void failsOnASlowdownOfAFifth() throws IOException {
    CommandRun run = compare(bench("base", 2, row(100)), bench("new", 2, row(120)));
    assertEquals(1, run.exitCode());
    assertEquals("0 improved, 1 regressed, 1 equivalent within 3 %, 0 undecided", run.firstLine());
    assertTrue(run.out().contains("Key.pooled avgt, provider=accp   "), run.out());
    assertTrue(run.out().contains("100 µs/op   120 µs/op   +20.0 %"), run.out());
    assertTrue(run.out().contains("<0.001   7 runs   regressed"), run.out());
  }

  @Test
  void comparesInstructionsButNotCycles() throws IOException {
    CommandRun run =
        compare(
            bench("base", 2, counting(row(100), 1_000)),
            bench("new", 2, counting(row(100), 1_100)));
    assertEquals(1, run.exitCode());
    assertEquals("0 improved, 1 regressed, 2 equivalent within 3 %, 0 undecided", run.firstLine());
    assertTrue(
        run.out().matches("(?s).*instructions\\.norm +1,000 #/op +1,100 #/op +\\+10\\.0 %.*"),
        run.out());
    assertFalse(run.out().contains("cycles"), run.out());
  }

  /** The same result with these instructions, and cycles, in each of its forks. */
  private static String counting(String result, int instructions) {
    String metric =
        "\"%s.norm\": {\"score\": %d, \"scoreError\": \"NaN\", \"scoreUnit\": \"#/op\","
            + " \"rawData\": [%s]}, ";
    String forks = String.join(", ", Collections.nCopies(FORKS.length, "[" + instructions + "]"));
    String both =
        metric.formatted("instructions", instructions, forks)
            + metric.formatted("cycles", instructions, forks);
    return result.replace("\"gc.count\"", both + "\"gc.count\"");
  }

  @Test
  void isFineWhereABuildMeetsItself() throws IOException {
    CommandRun run = compare(bench("base", 2, row(100)), bench("new", 2, row(100.2)));
    assertEquals(0, run.exitCode());
    assertEquals("0 improved, 0 regressed, 2 equivalent within 3 %, 0 undecided", run.firstLine());
  }

  @Test
  void decidesNothingFromTooFewForksAndSaysSoFirst() throws IOException {
    String few = row(100, 1);
    CommandRun run = compare(bench("base", 2, few), bench("new", 2, row(150, 1)), "--strict");
    assertEquals(4, run.exitCode());
    assertTrue(run.firstLine().endsWith(" 2 undecided"), run.out());
    assertTrue(
        run.out()
            .contains(
                "\n"
                    + "  too few runs for a verdict on 2 figures: each side needs 3 or more;"
                    + " 'scripts/bench"),
        run.out());
    int table = run.out().indexOf("\n\n");
    assertTrue(run.out().indexOf("too few runs") < table, run.out());
    assertTrue(run.out().contains("undecided, needs 3 runs or more"), run.out());
    assertEquals(0, compare(bench("again", 2, few), bench("slow", 2, row(150, 1))).exitCode());
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
    assertTrue(
        run.err().startsWith("cannot read " + other + ": it is neither a load report "), run.err());
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
  void refusesABenchmarkWhoseScoreIsNotANumber() throws IOException {
    String broken = row(100).replaceFirst("\"score\": 99\\.4", "\"score\": \"NaN\"");
    CommandRun run = compare(bench("base", 2, row(100)), bench("new", 2, broken));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("row 1 (dev.kexbench.bench.Key.pooled): its score is NaN"));
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
    List<String> some = new ArrayList<>();
    for (double off : FORKS) {
      some.add(result("Key.pooled", "accp", 1, 0.1 * (1 + off)).replace("us/op", "ms/op"));
    }
    Path rounds = SampleJmh.writeRounds(folder.resolve("rounds"), some);
    CommandRun run = compare(bench("base", 2, row(100)), rounds);
    assertEquals(0, run.exitCode(), run::out);
    assertEquals("0 improved, 0 regressed, 2 equivalent within 3 %, 0 undecided", run.firstLine());
  }

  @Test
  void comparesWithinRoundsWhatWasMeasuredInThem() throws IOException {
    double[] machine = {1, 1.6, 0.8, 1.3, 0.9, 1.5, 1.1};
    List<String> base = new ArrayList<>();
    List<String> slow = new ArrayList<>();
    for (int round = 0; round < machine.length; round++) {
      double level = 100 * machine[round] * (1 + FORKS[round]);
      base.add(result("Key.pooled", "accp", 1, level));
      slow.add(result("Key.pooled", "accp", 1, 1.1 * level * (1 + FORKS[6 - round])));
    }
    Path a = SampleJmh.writeRounds(folder.resolve("run/a"), base);
    Path b = SampleJmh.writeRounds(folder.resolve("run/b"), slow);
    CommandRun apart = compare(a, b);
    assertEquals(0, apart.exitCode(), apart::out);
    assertTrue(apart.out().contains("7 runs   undecided"), apart.out());
    Files.writeString(folder.resolve("run/order.json"), "{}");
    CommandRun paired = compare(a, b);
    assertEquals(1, paired.exitCode(), paired::out);
    assertTrue(
        paired
            .out()
            .matches("(?s).*\\+(9|10)\\.\\d %.*(<0.001|0\\.00\\d)   7 rounds   regressed.*"),
        paired.out());
  }

  @Test
  void showsWhatWouldBreakALineOrAFileByItsNumber() throws Exception {
    String odd = row(100).replace("\"accp\"", "\"a\\u0001|b\\n`c*\\ud800 \\u202e\"");
    Path markdown = folder.resolve("out.md");
    Path xml = folder.resolve("out.xml");
    CommandRun run =
        compare(
            bench("base", 2, odd), bench("new", 2, odd), "--markdown", markdown, "--junit", xml);
    assertEquals(0, run.exitCode(), run::err);
    String shown = "provider=a\\u0001|b\\u000a`c*\\ud800 \\u202e";
    assertTrue(run.out().contains(shown), run::out);
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
    String table = Files.readString(markdown);
    assertTrue(table.contains("\\|b\\\\u000a\\`c\\*"), table);
  }

  @Test
  void doesNotCompareBenchmarksWithALoadTest() throws IOException {
    Path load = folder.resolve("load/report.json");
    ReportFiles.write(SampleReport.complete(), load);
    CommandRun run = compare(bench("base", 2, row(100)), load);
    assertEquals(3, run.exitCode());
    assertEquals("not comparable", run.firstLine());
    assertTrue(
        run.out().endsWith("\n  kind: JMH's results in BASE, a load report in NEW\n"), run.out());
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
  void writesEveryVerdictAsJson() throws IOException {
    Path json = folder.resolve("out/verdicts.json");
    compare(bench("base", 2, row(100)), bench("new", 2, row(120)), "--json", json);
    String text = Files.readString(json);
    for (String part :
        new String[] {
          "\"schema\" : \"kexbench/comparison/2\"",
          "\"exitCode\" : 1",
          "\"verdict\" : \"regressed\"",
          "\"provider\" : \"accp\"",
          "\"unit\" : \"ns/op\"",
          "\"kind\" : \"RUNS\""
        }) {
      assertTrue(text.contains(part), text);
    }
    List<String> keys = new ArrayList<>();
    JsonFile.tree(json).get("rows").get(0).fieldNames().forEachRemaining(keys::add);
    assertEquals(
        "keys figure unit verdict base fresh ratio low high p evidence needed",
        String.join(" ", keys));
  }

  @Test
  void writesATestCaseForEachRow() throws Exception {
    Path xml = folder.resolve("out/junit.xml");
    Path base = bench("base", 2, row(100) + "," + result("Key.fresh", "accp", 100, 7));
    Path fresh = bench("new", 2, row(120));
    assertEquals(5, compare(base, fresh, "--junit", xml).exitCode());
    Element suite =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(xml.toFile())
            .getDocumentElement();
    assertEquals("4", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("2", suite.getAttribute("errors"));
    Element failed = (Element) suite.getElementsByTagName("failure").item(0);
    assertTrue(failed.getAttribute("message").startsWith("100 µs/op to 120 µs/op, +20.0 %, 95 %"));
    Element test = (Element) failed.getParentNode();
    assertEquals("dev.kexbench.bench.Key.pooled", test.getAttribute("classname"));
    assertEquals(4, suite.getElementsByTagName("testcase").getLength());
  }

  private Path bench(String name, int cores, String rows) throws IOException {
    return SampleJmh.write(folder.resolve(name), cores, rows);
  }

  private static CommandRun compare(Object... args) {
    return CommandRun.of(new CompareMain(), args);
  }

  @Test
  void refusesAnAllowanceThatNoResultHas() throws IOException {
    Path base = bench("base", 2, row(100));
    CommandRun run = compare(base, bench("new", 2, row(100)), "--allow", "cpu");
    assertEquals(2, run.exitCode());
    assertEquals(
        "--allow: no key 'cpu'; there are collector, cores-of-the-machine, cpu-model, duet, jdk,"
            + " starved, vm",
        run.err().strip());
  }

  @Test
  void doesNotCompareForksOfAnotherPace() throws IOException {
    String quick = row(100).replaceFirst("\"mode\"", PACE.formatted(1, "150 ms"));
    String usual = row(100).replaceFirst("\"mode\"", PACE.formatted(4, "200 ms"));
    Path base = bench("base", 2, quick);
    CommandRun run = compare(base, bench("new", 2, usual));
    assertEquals(3, run.exitCode());
    assertTrue(run.out().contains("warm-up iterations: 1 in "), run.out());
    assertTrue(run.out().contains("measurement time: 150 ms in "), run.out());
    assertEquals(0, compare(base, bench("other", 2, usual), "--allow", "pace").exitCode());
  }
}
