package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Reason;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.State;
import dev.kexbench.results.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareMainTest {
  @TempDir Path folder;
  private Path base;

  @BeforeEach
  void writeBase() {
    base = report("base", SampleReport.complete());
  }

  @Test
  void findsNothingBetweenEqualReports() {
    CommandRun run = compare(base, report("new", SampleReport.complete()));
    assertEquals(0, run.exitCode());
    assertEquals("0 better, 0 worse, 11 the same within 3 %", run.firstLine());
    assertTrue(run.out().contains("~"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void failsWhenAFigureBecameWorse() {
    CommandRun run = compare(base, slower("new", 1.2));
    assertEquals(1, run.exitCode());
    assertEquals("0 better, 7 worse, 4 the same within 3 %", run.firstLine());
    assertTrue(run.out().matches("(?s).*total\\.p99 .*\\+\\d+\\.\\d %   worse\n.*"), run.out());
  }

  @Test
  void isFineWhenFiguresBecameBetter() {
    CommandRun run = compare(base, slower("new", 0.8));
    assertEquals(0, run.exitCode());
    assertEquals("7 better, 0 worse, 4 the same within 3 %", run.firstLine());
  }

  @Test
  void allowsWhatTheMarginAllows() {
    assertEquals(0, compare(base, slower("new", 1.2), "--margin", "25%").exitCode());
  }

  @Test
  void takesTheMedianOfRepeatedRuns() {
    String runs =
        String.join(
            ",",
            slower("slow", 5).toString(),
            report("a", SampleReport.complete()).toString(),
            report("b", SampleReport.complete()).toString());
    assertEquals(0, compare(base, runs).exitCode());
  }

  @Test
  void refusesAnotherPlanWithEveryDifference() {
    Plan plan = SampleReport.plan("tls-ecdhe", 500.0);
    Path other =
        report("new", SampleReport.with(run -> SampleReport.planned(run, "tls-ecdhe", plan)));
    CommandRun run = compare(base, other);
    assertEquals(3, run.exitCode());
    String expected =
        "not comparable\n  exchange: kx1-rsa2048 in %s, tls-ecdhe in %s\n  rate: max in %s, 500/s in %s\n";
    Path from = base.resolve("report.json");
    Path to = other.resolve("report.json");
    assertEquals(expected.formatted(from, to, from, to), run.out());
  }

  @Test
  void printsTheTableOfAnInvalidRunWithoutBelievingIt() {
    Verdict verdict = Verdict.of(List.of(new Reason("lag", State.INVALID, "started late")));
    Path invalid = report("new", SampleReport.withRuns(verdict, List.of(SampleReport.run())));
    CommandRun run = compare(base, invalid);
    assertEquals(3, run.exitCode());
    assertTrue(run.firstLine().startsWith("NOT TO BE BELIEVED: "), run.firstLine());
    assertTrue(run.out().contains("NEW is INVALID: started late"), run.out());
    assertTrue(run.out().contains("total.p99"), run.out());
  }

  @Test
  void listsRowsThatAreMissing() {
    CommandRun run = compare(base, report("new", SampleReport.with(SampleReport::withoutServer)));
    assertEquals(5, run.exitCode());
    assertTrue(run.firstLine().endsWith(", 3 missing"), run.firstLine());
    assertTrue(run.out().contains("missing in NEW: serverCpuMicrosPerHandshake\n"), run.out());
  }

  @Test
  void doesNotMindRowsThatAreNew() {
    Path less = report("less", SampleReport.with(SampleReport::withoutServer));
    assertEquals(0, compare(less, base).exitCode());
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path absent = folder.resolve("absent/report.json");
    CommandRun run = compare(base, absent);
    assertEquals(2, run.exitCode());
    assertEquals("cannot read " + absent + ": no such file; check the path\n", run.err());
    assertEquals("", run.out());
  }

  @Test
  void refusesAReportOfALaterSchema() throws IOException {
    Path later =
        Files.writeString(folder.resolve("later.json"), "{\"schema\": \"kexbench/load-report/2\"}");
    CommandRun run = compare(base, later);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("its schema is not kexbench/load-report/1"), run.err());
  }

  @Test
  void refusesAFolderWithoutResults() {
    CommandRun run = compare(base, folder);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("no report.json and no jmh.json there"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void refusesAnUnknownOptionInOneLine() {
    CommandRun run = compare(base, base, "--margn=3%");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("did you mean --margin?"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void refusesToGuessASideThatIsNotNamed() {
    CommandRun run = CommandRun.of(new CompareMain(), base);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("'NEW'"), run.err());
  }

  @Test
  void writesTheTableAsMarkdown() throws IOException {
    Path markdown = folder.resolve("out/table.md");
    assertEquals(1, compare(base, slower("new", 1.2), "--markdown", markdown).exitCode());
    List<String> lines = Files.readAllLines(markdown);
    assertEquals("**0 better, 7 worse, 4 the same within 3 %**", lines.get(0));
    assertTrue(lines.contains("| figure | base | new | change |  |"), () -> "" + lines);
    assertTrue(lines.contains("| failedShare | 0.02 % | 0.02 % | \\~ |  |"), () -> "" + lines);
  }

  @Test
  void showsItsOptionsWithDefaultsAndAnExample() {
    CommandRun run = CommandRun.of(new CompareMain(), "--help");
    assertEquals(0, run.exitCode());
    for (String shown : List.of("scripts/compare", "--margin", "3%", "--markdown", "Example: ")) {
      assertTrue(run.out().contains(shown), run.out());
    }
  }

  private CommandRun compare(Object... args) {
    return CommandRun.of(new CompareMain(), args);
  }

  private Path slower(String name, double factor) {
    return report(name, SampleReport.with(run -> SampleReport.slower(run, factor)));
  }

  private Path report(String name, LoadReport report) {
    Path runFolder = folder.resolve(name);
    ReportFiles.write(report, runFolder.resolve("report.json"));
    return runFolder;
  }
}
