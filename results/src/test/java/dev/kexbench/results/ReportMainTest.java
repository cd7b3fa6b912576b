package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportMainTest {
  @TempDir Path folder;

  @Test
  void printsTheSummaryOfEveryFile() {
    Path file = folder.resolve("report.json");
    ReportFiles.write(SampleReport.complete(), file);
    CommandRun run = CommandRun.of(new ReportMain(), file, folder);
    String summary = Summary.of(SampleReport.complete());
    assertEquals(new CommandRun(0, summary + "\n" + summary, ""), run);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    CommandRun run = CommandRun.of(new ReportMain(), folder.resolve("absent.json"));
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void wantsAFile() {
    CommandRun run = CommandRun.of(new ReportMain());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().endsWith("try 'scripts/report --help'\n"), run.err());
  }

  @Test
  void groupsItsOptions() {
    CommandRun run = CommandRun.of(new ReportMain(), "--help");
    assertEquals(0, run.exitCode());
    assertEquals(
        List.of("Output:", "Other options:"),
        run.out().lines().filter(line -> line.matches("[A-Z][a-z ]+:")).toList());
  }

  @Test
  void writesAPageThatNeedsNoNetwork() throws IOException {
    Path file = folder.resolve("report.json");
    Path page = folder.resolve("out/page.html");
    ReportFiles.write(SampleReport.complete(), file);
    assertEquals(0, CommandRun.of(new ReportMain(), file, "--html", page).exitCode());
    String html = Files.readString(page);
    assertTrue(html.startsWith("<!doctype html>"), html.substring(0, 40));
    assertFalse(html.contains("{{"), "a part of the page is missing");
    assertFalse(html.matches("(?s).*(src|href)=\"(?!data:).*"), "something is fetched");
    assertEquals(2, CommandRun.of(new ReportMain(), file, file, "--html", page).exitCode());
  }

  @Test
  void statesThePriceOfAMillionHandshakes() {
    Path file = folder.resolve("report.json");
    ReportFiles.write(SampleReport.complete(), file);
    CommandRun run = CommandRun.of(new ReportMain(), file, "--price-per-core-hour", "0.04");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("take 354 s of server CPU, which cost 0.00393"), run.out());
    assertEquals(2, CommandRun.of(new ReportMain(), file, "--price-per-core-hour", "0").exitCode());
  }
}
