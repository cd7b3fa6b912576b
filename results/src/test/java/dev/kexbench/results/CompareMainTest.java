package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.compare.NoiseFloor;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  void findsNothingBetweenRunsOfOnePlan() {
    CommandRun run = compare(five("a", 1), five("b", 1));
    assertEquals(0, run.exitCode());
    assertEquals("0 improved, 0 regressed, 14 equivalent within 3 %, 0 undecided", run.firstLine());
    assertTrue(run.out().contains("~"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void failsWhenAFigureRegressed() {
    CommandRun run = compare(five("a", 1), five("b", 1.2));
    assertEquals(1, run.exitCode());
    assertEquals("0 improved, 8 regressed, 6 equivalent within 3 %, 0 undecided", run.firstLine());
    assertTrue(
        run.out().matches("(?s).*total\\.p99 .*\\+\\d+\\.\\d %.*   regressed\n.*"), run.out());
  }

  @Test
  void isFineWhenFiguresImproved() {
    CommandRun run = compare(five("a", 1), five("b", 0.8));
    assertEquals(0, run.exitCode());
    assertEquals("8 improved, 0 regressed, 6 equivalent within 3 %, 0 undecided", run.firstLine());
  }

  @Test
  void allowsWhatTheMarginAllows() {
    assertEquals(0, compare(five("a", 1), five("b", 1.2), "--margin", "25%").exitCode());
  }

  @Test
  void decidesNothingBetweenSingleRunsUnlessTheirNoiseIsKnown() {
    Path slow = slower("slow", 1.2);
    CommandRun run = compare(base, slow);
    assertEquals(0, run.exitCode());
    assertTrue(
        run.out()
            .contains(
                "  too few runs for a verdict on 14 figures: each side needs 3 or more;"
                    + " 'scripts/loadtest --config report.json --runs 5' repeats"),
        run.out());
    assertTrue(run.out().contains("--calibrate' to --noise\n"), run.out());
    assertTrue(run.out().contains("undecided, needs 3 runs or more"), run.out());
    assertEquals(4, compare(base, slow, "--strict").exitCode());
    Path noise = calibrated();
    assertEquals(1, compare(base, slow, "--noise", noise).exitCode());
    CommandRun little = compare(base, slower("little", 1.04), "--noise", noise);
    assertEquals(0, little.exitCode());
    assertTrue(
        little.firstLine().matches("0 improved, 0 regressed, 0 equivalent.* noise, .*undecided"),
        little.out());
  }

  @Test
  void takesTheMedianOfRepeatedRuns() {
    String runs = five("b", 1) + "," + slower("slow", 5);
    assertEquals(0, compare(five("a", 1), runs).exitCode());
  }

  @Test
  void refusesAnotherPlanWithEveryDifference() {
    Plan plan = SampleReport.plan("tls-ecdhe", 500.0);
    Path other =
        report("new", SampleReport.with(run -> SampleReport.planned(run, "tls-ecdhe", plan)));
    CommandRun run = compare(base, other);
    assertEquals(3, run.exitCode());
    String expected =
        "not comparable\n"
            + "  base  %s, 2026-11-22 19:00 UTC, commit 0123456\n"
            + "  new   %s, 2026-11-22 19:00 UTC, commit 0123456\n"
            + "  exchange: kx1-rsa2048 in %s, tls-ecdhe in %s\n  rate: max in %s, 500/s in %s\n"
            + "  where that is what is being compared, give its name to --allow\n";
    Path from = base.resolve("report.json");
    Path to = other.resolve("report.json");
    assertEquals(expected.formatted(base, other, from, to, from, to), run.out());
  }

  @Test
  void printsTheTableOfAnInvalidRunWithoutBelievingIt() {
    Verdict verdict =
        Verdict.of(List.of(new ValidityReason(ReasonKey.LAG, Validity.INVALID, "started late")));
    Path invalid = report("new", SampleReport.withRuns(verdict, List.of(SampleReport.run())));
    CommandRun run = compare(base, invalid);
    assertEquals(3, run.exitCode());
    assertTrue(run.firstLine().startsWith("NOT VALID: "), run.firstLine());
    assertTrue(run.out().contains("NEW is INVALID: started late"), run.out());
    assertTrue(run.out().contains("total.p99"), run.out());
  }

  @Test
  void listsRowsThatAreMissing() {
    CommandRun run = compare(base, report("new", SampleReport.with(SampleReport::withoutServer)));
    assertEquals(5, run.exitCode());
    assertTrue(run.firstLine().endsWith(", 5 missing"), run.firstLine());
    assertTrue(run.out().contains("missing in NEW: serverCpuMicrosPerHandshake ("), run.out());
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
  void refusesAFolderWithoutResults() throws IOException {
    CommandRun run = compare(base, Files.createDirectory(folder.resolve("empty")));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("no report.json and no jmh.json there"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void refusesAFolderOfOtherRunsAndNamesThem() {
    CommandRun run = compare(base, folder);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("it contains "), run.err());
    assertTrue(run.err().contains("; name one; "), run.err());
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
    assertTrue(run.err().startsWith("name NEW, too, or a key to compare by with --col"), run.err());
  }

  @Test
  void writesWhatChangedAsMarkdownAndFoldsTheRest() throws IOException {
    Path markdown = folder.resolve("out/table.md");
    assertEquals(1, compare(five("a", 1), five("b", 1.2), "--markdown", markdown).exitCode());
    List<String> lines = Files.readAllLines(markdown);
    assertEquals("**0 improved, 8 regressed, 6 equivalent within 3 %, 0 undecided**", lines.get(0));
    int head = lines.indexOf("| figure | base | new | change | 95 % interval | p | from |  |");
    assertTrue(head > 0, () -> "" + lines);
    int fold = lines.indexOf("<details><summary>7 rows without a detectable change</summary>");
    assertTrue(lines.get(head + 2).endsWith("| regressed |"), () -> "" + lines);
    assertTrue(fold > head + 8, () -> "" + lines);
    assertTrue(
        lines.subList(fold, lines.size()).stream()
            .anyMatch(line -> line.startsWith("| failedShare | 0.02 % | 0.02 % | \\~ |")),
        () -> "" + lines);
  }

  @Test
  void showsItsOptionsWithDefaultsAndAnExample() {
    CommandRun run = CommandRun.of(new CompareMain(), "--help");
    assertEquals(0, run.exitCode());
    for (String shown : List.of("scripts/compare", "--margin", "3%", "--markdown", "Examples:")) {
      assertTrue(run.out().contains(shown), run.out());
    }
    assertEquals(
        List.of("Modes:", "Verdicts:", "Results:", "Output:", "Other options:", "Examples:"),
        run.out().lines().filter(line -> line.matches("[A-Z][a-z ]+:")).toList());
  }

  private CommandRun compare(Object... args) {
    return CommandRun.of(new CompareMain(), args);
  }

  /** Five runs of one plan that differ by less than 1 %. */
  private String five(String name, double factor) {
    return IntStream.range(0, 5)
        .mapToObj(i -> slower(name + i, factor * (1 + 0.002 * (i - 2))).toString())
        .collect(Collectors.joining(","));
  }

  /** Five runs that vary by 1.6 %. */
  private Path calibrated() {
    Path calibration = folder.resolve("calibration.json");
    List<Double> factors = List.of(1.0, 1.02, 0.99, 1.01, 0.98);
    factors.forEach(factor -> slower("run-" + factor, factor));
    ReportFiles.writeCalibration(
        NoiseFloor.of(
            folder, factors.stream().map(factor -> "run-" + factor).toList(), Clock.systemUTC()),
        calibration);
    return calibration;
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
