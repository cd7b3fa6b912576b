package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredReportsTest {
  @TempDir private Path folder;

  private static Run run(String exchange) {
    return Run.builder(exchange, Plan.builder(exchange, "jdk 17").build())
        .counts(Counts.builder().planned(9).started(9).established(9).build())
        .rates(new Rates(9, 9, 9))
        .build();
  }

  private static LoadReport report(List<ValidityReason> reasons, String... exchanges) {
    return new LoadReport(
        LoadReport.SCHEMA,
        "a-run",
        Instant.EPOCH,
        false,
        Verdict.of(reasons),
        Environment.builder().cpu("a CPU").cores(2).build(),
        Arrays.stream(exchanges).map(MeasuredReportsTest::run).toList(),
        null);
  }

  private static ValidityReason late(String text) {
    return new ValidityReason(ReasonKey.LAG, Validity.INVALID, text);
  }

  private static void assertRefused(int code, String line, Runnable action) {
    CommandFailure failure = assertThrows(CommandFailure.class, action::run);
    assertEquals(code, failure.exitCode());
    assertTrue(failure.getMessage().contains(line), failure::getMessage);
  }

  @Test
  void joinsRunsOfOneExchangeFromSeveralReports() {
    MeasuredReports reports = new MeasuredReports(Set.of());
    reports.add(report(List.of(), "kx1-rsa2048"), "one");
    reports.add(report(List.of(), "kx1-rsa2048", "kx1-noise"), "two");
    assertEquals(List.of("kx1-rsa2048", "kx1-noise"), List.copyOf(reports.byExchange().keySet()));
    assertEquals(2, reports.byExchange().get("kx1-rsa2048").size());
  }

  @Test
  void refusesAnInvalidReportAndNamesTheOptionThatAllowsIt() {
    LoadReport late = report(List.of(late("5 % started late")), "kx1-rsa2048");
    assertRefused(
        ExitCode.NOT_VALID,
        "a/report.json is INVALID: 5 % started late; measure it again, or use it with --allow lag",
        () -> new MeasuredReports(Set.of()).add(late, "a/report.json"));
    MeasuredReports allowing = new MeasuredReports(Set.of(ReasonKey.LAG));
    allowing.add(late, "a/report.json");
    assertEquals(Set.of("kx1-rsa2048"), allowing.byExchange().keySet());
    assertEquals(1, allowing.caveats().size());
    assertTrue(allowing.caveats().get(0).startsWith("some runs are INVALID and allowed, so that"));
    assertTrue(allowing.caveats().get(0).endsWith("reports: lag (1)"));
  }

  @Test
  void leavesOutOnlyTheExchangeThatAReasonNames() {
    MeasuredReports reports = new MeasuredReports(Set.of());
    reports.add(report(List.of(late("kx1-noise: late")), "kx1-rsa2048", "kx1-noise"), "a");
    assertEquals(Set.of("kx1-rsa2048"), reports.byExchange().keySet());
    assertEquals(List.of("kx1-noise is left out, since it is INVALID: late"), reports.caveats());
  }

  @Test
  void countsTheReasonsThatMakeReportsSuspect() {
    MeasuredReports reports = new MeasuredReports(Set.of());
    ValidityReason cold = new ValidityReason(ReasonKey.STEADY, Validity.SUSPECT, "it was not warm");
    ValidityReason late = new ValidityReason(ReasonKey.LAG, Validity.SUSPECT, "it was late");
    reports.add(report(List.of(cold, cold, late), "kx1-rsa2048"), "a");
    reports.add(report(List.of(cold), "kx1-rsa2048"), "b");
    reports.add(report(List.of(), "kx1-rsa2048"), "c");
    assertEquals(1, reports.caveats().size());
    assertTrue(reports.caveats().get(0).endsWith("reports: lag (1), steady (2)"));
  }

  @Test
  void refusesAReportOfWhichNoExchangeIsLeft() {
    LoadReport none =
        report(
            List.of(late("kx1-noise: late"), late("kx1-rsa2048: late")),
            "kx1-rsa2048",
            "kx1-noise");
    assertRefused(
        ExitCode.NOT_VALID, "is INVALID", () -> new MeasuredReports(Set.of()).add(none, "a"));
  }

  @Test
  void findsAllReportsBelowAFolder() {
    for (String name : List.of("kx1-rsa2048/capacity", "kx1-rsa2048/rate-0.3")) {
      ReportFiles.write(report(List.of(), "kx1-rsa2048"), folder.resolve(name + "/report.json"));
    }
    MeasuredReports reports = new MeasuredReports(Set.of());
    reports.addNamed(folder.toString());
    assertEquals(2, reports.byExchange().get("kx1-rsa2048").size());
  }

  @Test
  void refusesScoresOfBenchmarksAndAFolderWithoutReports() throws Exception {
    assertRefused(
        ExitCode.USAGE,
        "no report.json and no jmh.json there",
        () -> new MeasuredReports(Set.of()).addNamed(folder.toString()));
    Files.writeString(folder.resolve("jmh.json"), "[]");
    assertRefused(
        ExitCode.USAGE,
        "it holds scores of benchmarks; give reports of scripts/loadtest",
        () -> new MeasuredReports(Set.of()).addNamed(folder.toString()));
  }
}
