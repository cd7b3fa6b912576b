package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.FORKS;
import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.JsonFile;
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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/compare --history}. */
class CompareHistoryTest {
  @TempDir Path folder;

  @Test
  void findsWhenARowChangedAndByHowMuch() throws IOException {
    for (int day = 1; day <= 14; day++) {
      day(day, (day < 9 ? 100 : 120) * (1 + FORKS[day % 7]), 2);
    }
    CommandRun run = history(folder);
    assertEquals(0, run.exitCode(), run::err);
    assertEquals("14 results, 2026-11-01 to 2026-11-14: 1 of 2 figures changed", run.firstLine());
    assertTrue(
        run.out()
            .matches(
                "(?s).*Key.pooled avgt, provider=accp +2026-11-09 +\\S+ µs/op +\\S+ µs/op"
                    + " +\\+(19|20)\\.\\d % .*8\\+6 +0\\.0\\S+ +regressed\n"),
        run.out());
  }

  @Test
  void findsNothingWhereNothingChanged() throws IOException {
    for (int day = 1; day <= 12; day++) {
      day(day, 100 * (1 + FORKS[day % 7]), 2);
    }
    CommandRun run = history(folder);
    assertEquals("12 results, 2026-11-01 to 2026-11-12: 0 of 2 figures changed\n", run.out());
  }

  @Test
  void saysThatAFewResultsAreTooFew() throws IOException {
    CommandRun run = history(day(1, 100, 2), day(2, 100, 2), day(3, 200, 2));
    assertEquals(0, run.exitCode());
    assertTrue(run.firstLine().endsWith(": too few to find a change; 8 or more are needed"));
  }

  @Test
  void refusesFoldersWithoutResultsAndFilesThatItDoesNotWrite() throws IOException {
    assertEquals(2, history(folder.resolve("nowhere")).exitCode());
    assertEquals(2, history(folder).exitCode());
    day(1, 100, 2);
    assertEquals(2, history(folder, "--junit", folder.resolve("junit.xml")).exitCode());
    assertEquals(2, history(folder, "--filter", "provider=none").exitCode());
  }

  @Test
  void acceptsAFolderOfEverythingThatWasRun() throws IOException {
    for (int day = 1; day <= 16; day++) {
      day(day, (day < 9 ? 100 : 130) * (1 + FORKS[day % 7]), 2);
      load("load-%02d".formatted(day), day, SampleReport.complete());
    }
    day(20, 100, 4);
    Verdict verdict =
        Verdict.of(List.of(new ValidityReason(ReasonKey.LAG, Validity.INVALID, "started late")));
    load("bad", 21, SampleReport.withRuns(verdict, List.of(SampleReport.run())));
    load("tls", 22, SampleReport.with(run -> SampleReport.planned(run, "tls", tls())));
    Files.createDirectories(folder.resolve("2026-11-23-interrupted"));
    Files.createDirectories(folder.resolve("cut"));
    Files.writeString(folder.resolve("cut/report.json"), "{\"schema\": ");
    Path page = folder.resolve("page.html");
    Path json = folder.resolve("history.json");
    CommandRun run = history(folder, "--html", page, "--json", json);
    assertEquals(0, run.exitCode(), run::err);
    assertTrue(run.firstLine().startsWith("34 results, 2026-11-01 to tls: 1 of "), run.firstLine());
    assertTrue(
        run.out().contains("\n  2 results of a machine or plan with fewer than 8,"), run.out());
    assertTrue(run.out().contains("\n  skipped: 1 INVALID result\n"), run.out());
    assertTrue(run.out().contains("\n  skipped: 1 folder without results\n"), run.out());
    assertTrue(run.out().contains("\n  skipped: cannot read " + folder.resolve("cut")), run.out());
    assertTrue(run.out().contains("\nbenchmarks (16 results)\n"), run.out());
    assertTrue(run.out().contains("\nload tests (16 results)\n"), run.out());
    assertTrue(Files.readString(page).contains("since 2026-11-09 ("), "the page");
    assertTrue(Files.readString(page).contains("INVALID: started late"), "why it was left out");
    assertEquals(5, JsonFile.tree(json).at("/leftOut").size());
    assertEquals(
        "2026-11-09", JsonFile.tree(json).at("/series/0/figures/0/changes/0/since").asText());
  }

  @Test
  void ordersLoadReportsByTimeAndTellsEqualNamesApart() throws IOException {
    for (int day = 1; day <= 16; day++) {
      double factor = (day < 9 ? 1 : 1.3) * (1 + FORKS[day % 7]);
      LoadReport report = SampleReport.with(each -> SampleReport.slower(each, factor));
      load((day % 2 == 0 ? "a" : "b") + "/run" + (20 - (day + 1) / 2), day, report);
    }
    CommandRun run = history(folder.resolve("a"), folder.resolve("b"), folder.resolve("a/run19"));
    assertTrue(run.firstLine().startsWith("16 results, b/run19 to a/run12: "), run.firstLine());
    assertTrue(run.out().matches("(?s).*total.p50 +b/run15 .*8\\+8 .*regressed\n.*"), run.out());
  }

  @Test
  void takesThisBuildOfARunThatMeasuredTwo() throws IOException {
    for (int day = 1; day <= 8; day++) {
      Path run = folder.resolve("2026-11-%02dT10-00-00-bench".formatted(day));
      SampleJmh.write(run.resolve("abc1234"), 2, row(100));
      SampleJmh.write(run.resolve("this"), 2, row(100 * (1 + FORKS[day % 7])));
      Files.writeString(run.resolve("order.json"), "{}");
    }
    CommandRun run = history(folder);
    assertTrue(run.firstLine().startsWith("8 results, "), run.firstLine());
    assertTrue(
        run.out().contains("skipped: 8 results of another build in a run of several"), run.out());
  }

  @Test
  void findsAChangeThatWasUndone() throws IOException {
    for (int day = 1; day <= 20; day++) {
      day(day, (day > 7 && day < 14 ? 150 : 100) * (1 + FORKS[day % 7]), 2);
    }
    CommandRun run = history(folder);
    assertTrue(run.out().matches("(?s).*2026-11-08 .*7\\+6 .*regressed\n.*"), run.out());
    assertTrue(run.out().matches("(?s).*2026-11-14 .*6\\+7 .*improved\n.*"), run.out());
  }

  @Test
  void keepsMachinesApartUnlessTheyMayDiffer() throws IOException {
    for (int day = 1; day <= 16; day++) {
      day(day, (day % 2 == 0 ? 100 : 140) * (1 + FORKS[day % 7]), day % 2 == 0 ? 2 : 4);
    }
    CommandRun run = history(folder);
    assertTrue(run.out().contains("\nbenchmarks: cores of the machine 4 (8 results)"), run.out());
    assertTrue(run.firstLine().endsWith(": 0 of 4 figures changed"), run.firstLine());
    CommandRun joined = history(folder, "--allow", "cores-of-the-machine");
    assertTrue(joined.firstLine().endsWith(" of 2 figures changed"), joined.firstLine());
    assertTrue(joined.out().contains("warning: cores of the machine: 4, 2\n"), joined.out());
  }

  private void load(String name, int day, LoadReport of) {
    Instant time = Instant.parse("2026-11-%02dT09:00:00Z".formatted(day));
    LoadReport report =
        new LoadReport(
            of.schema(),
            name,
            time,
            of.interrupted(),
            of.verdict(),
            of.environment(),
            of.runs(),
            of.search());
    ReportFiles.write(report, folder.resolve(name).resolve("report.json"));
  }

  private static Plan tls() {
    return SampleReport.plan("tls-ecdhe", 500.0);
  }

  private Path day(int day, double score, int cores) throws IOException {
    Path results = folder.resolve("2026-11-%02d".formatted(day));
    return SampleJmh.write(results, cores, row(score));
  }

  private static CommandRun history(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "--history";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.of(new CompareMain(), all);
  }
}
