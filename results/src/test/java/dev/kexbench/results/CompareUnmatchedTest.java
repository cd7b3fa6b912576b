package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of load tests that only one of two sides has. */
class CompareUnmatchedTest {
  private static final String WHY = "while it was measured, others used 9 % of the server's core";

  @TempDir private Path folder;
  private Path complete;
  private Path without;

  @BeforeEach
  void write() {
    complete = report("complete", SampleReport.complete());
    without = report("without", SampleReport.with(CompareUnmatchedTest::withoutCeiling));
  }

  private Path report(String name, LoadReport report) {
    Path result = folder.resolve(name);
    ReportFiles.write(report, result.resolve("report.json"));
    return result;
  }

  private static Run withoutCeiling(Run run) {
    return run.toBuilder().ceiling(null).machine(new MachineFigures(null, null, WHY)).build();
  }

  private static CommandRun compare(Object... args) {
    return CommandRun.of(new CompareMain(), args);
  }

  @Test
  void thoseOfNewAreListedWithTheReasonInEveryOutput() throws IOException {
    Path markdown = folder.resolve("out.md");
    Path page = folder.resolve("out.html");
    Path json = folder.resolve("out.json");
    CommandRun run =
        compare(without, complete, "--markdown", markdown, "--html", page, "--json", json);
    assertEquals(0, run.exitCode(), run::out);
    String line = "only in NEW: privateKeyShare, ceiling.share (omitted in BASE: " + WHY + ")";
    assertTrue(run.out().contains("\n  " + line + "\n"), run.out());
    assertTrue(Files.readString(markdown).contains("\n- " + line + "\n"), run.out());
    assertTrue(
        Files.readString(page).replace("&#39;", "'").contains("<li>" + line + "</li>"),
        () -> "no '%s' on the page".formatted(line));
    assertEquals(
        List.of("fresh privateKeyShare: " + WHY, "fresh ceiling.share: " + WHY), unmatched(json));
  }

  private static List<String> unmatched(Path json) {
    return StreamSupport.stream(JsonFile.tree(json).get("unmatched").spliterator(), false)
        .map(CompareUnmatchedTest::text)
        .toList();
  }

  private static String text(JsonNode figure) {
    JsonNode reason = figure.get("reason");
    return figure.get("side").asText()
        + " "
        + figure.get("figure").asText()
        + (reason.isNull() ? "" : ": " + reason.asText());
  }

  @Test
  void thoseOfBaseAreMissingAndHaveTheReasonToo() {
    Path json = folder.resolve("out.json");
    CommandRun run = compare(complete, without, "--json", json);
    assertEquals(5, run.exitCode(), run::out);
    assertTrue(
        run.out().contains("  missing in NEW: ceiling.share (omitted: " + WHY + ")\n"), run.out());
    assertFalse(run.out().contains("only in"), run.out());
    assertEquals(
        List.of("base privateKeyShare: " + WHY, "base ceiling.share: " + WHY), unmatched(json));
  }

  @Test
  void thoseOfBaseWithoutAGoodDirectionAreListedAsWell() {
    Path silent =
        report("silent", SampleReport.with(run -> run.toBuilder().latency(Map.of()).build()));
    CommandRun run = compare(complete, silent);
    assertTrue(run.out().contains("  missing in NEW: total.p99\n"), run.out());
    assertTrue(run.out().contains("  only in BASE: total.max\n"), run.out());
    CommandRun reverse = compare(silent, complete);
    assertEquals(0, reverse.exitCode(), reverse::out);
    assertTrue(
        reverse.out().contains("  only in NEW: total.p50, total.p90, total.p99, "), reverse.out());
  }

  @Test
  void aReportWithoutStatisticsOfTheServerIsTheReason() {
    Path alone = report("alone", SampleReport.with(SampleReport::withoutServer));
    CommandRun run = compare(alone, complete);
    assertTrue(
        run.out().contains(" (omitted in BASE: the report has no statistics of the server)\n"),
        run.out());
  }

  /** The key may be a setting of plan or machine, which the figures of one run do not have. */
  @Test
  void sidesOfASettingHaveTheReasonsToo() {
    LoadReport other = SampleReport.with(run -> withoutCeiling(ofBase(run)));
    CommandRun run = compare("--col", "exchange", report("other", other), complete);
    assertTrue(run.out().contains(" (omitted in kx1-rsa3072: " + WHY + ")"), run::toString);
  }

  private static Run ofBase(Run run) {
    return SampleReport.planned(
        run, "kx1-rsa3072", SampleReport.plan("kx1-rsa3072", run.plan().rate()));
  }

  @Test
  void sidesNextToEachOtherHaveTheirNames() {
    CommandRun run = compare("--each", without, complete);
    List<String> lines = new ArrayList<>(run.out().lines().map(String::strip).toList());
    lines.removeIf(line -> !line.startsWith("only in "));
    assertEquals(
        List.of(
            "only in complete: privateKeyShare, ceiling.share (omitted in without: %s)"
                .formatted(WHY)),
        lines,
        run::out);
  }
}
