package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.OtherProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir Path folder;

  @Test
  void readsBackExactlyWhatItWrote() {
    LoadReport report = SampleReport.complete();
    Path file = folder.resolve("new/folders/report.json");
    ReportFiles.write(report, file);
    assertEquals(report, ReportFiles.read(file));
  }

  @Test
  void readsBackASearchAndRatesThatChange() {
    Plan steps = SampleReport.planWith(null, Map.of(Plan.STEPS, List.of(500.0, 1_000.0)));
    LoadReport report =
        SampleReport.with(run -> SampleReport.planned(run, run.label(), steps))
            .searched(SampleReport.search(null, "stopped"));
    ReportFiles.write(report, folder.resolve("report.json"));
    LoadReport read = ReportFiles.read(folder.resolve("report.json"));
    assertEquals(report, read);
    assertFalse(read.runs().get(0).plan().closedLoop());
    assertEquals("steps 500,1000", read.runs().get(0).plan().changingRate());
  }

  @Test
  void readsBackWhatOtherProcessesUsed() throws IOException {
    Contention server =
        new Contention("0", 0.1, 0.55, null, List.of(new OtherProcess(4711, "java", 0.5)));
    Contention generator = new Contention("1-2", null, 0.0, 0.3, null);
    MachineFigures machine = new MachineFigures(server, generator, "others used core 0");
    LoadReport report = SampleReport.with(run -> run.toBuilder().machine(machine).build());
    ReportFiles.write(report, folder.resolve("report.json"));
    assertEquals(report, ReportFiles.read(folder.resolve("report.json")));
    assertFalse(Files.readString(folder.resolve("report.json")).contains("checks"));
  }

  @Test
  void readsBackWhatWasCheckedBeforeTheRun() {
    LoadReport report =
        SampleReport.complete()
            .withChecks(List.of(new MachineFigures.Check("cores", "OK", "4 (0-3)")));
    ReportFiles.write(report, folder.resolve("report.json"));
    assertEquals(report, ReportFiles.read(folder.resolve("report.json")));
  }

  @Test
  void leavesNothingBesideTheReport() throws IOException {
    ReportFiles.write(SampleReport.complete(), folder.resolve("report.json"));
    ReportFiles.write(SampleReport.complete(), folder.resolve("report.json"));
    try (var entries = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("report.json")), entries.toList());
    }
  }

  @Test
  void writesTheHandWrittenReportAsItWasRead() throws Exception {
    Path written = folder.resolve("report.json");
    ReportFiles.write(ReportFiles.read(handWritten()), written);
    JsonNode expected = JsonFile.tree(handWritten());
    JsonNode actual = JsonFile.tree(written);
    assertEquals(paths(expected), paths(actual));
    assertEquals(expected, actual);
  }

  @Test
  void writesEveryFailureCauseEvenWhenItDidNotOccur() {
    JsonNode counts = Json.MAPPER.valueToTree(Counts.NONE);
    assertEquals(
        List.of(
            "refused",
            "connectTimeout",
            "resetBeforeSend",
            "resetAfterSend",
            "exchangeTimeout",
            "malformed",
            "badAck",
            "rejected",
            "unsupported",
            "unknownKey",
            "busy",
            "closed",
            "noAddress",
            "noDescriptors",
            "other"),
        names(counts.get("failed")));
  }

  @Test
  @Tag("hand-made-results")
  void ignoresKeysThatItDoesNotKnow() throws Exception {
    String text =
        Files.readString(handWritten()).replaceFirst("\"name\"", "\"new\": [1], \"name\"");
    text = text.replace("\"busy\": 12", "\"busy\": 12, \"sunspots\": 3");
    LoadReport report = ReportFiles.read(file(text));
    assertEquals(12, report.runs().get(0).counts().failedTotal());
  }

  @Test
  void keepsOptionsOfThePlanThatHaveNoFieldOfTheirOwn() throws Exception {
    Plan plan = ReportFiles.read(handWritten()).runs().get(0).plan();
    assertEquals(Map.of("queueAgeSeconds", 10.0), plan.others());
  }

  @Test
  void refusesAReportCutAnywhere() throws Exception {
    String whole = Files.readString(handWritten()).strip();
    for (int length = 0; length < whole.length(); length += 97) {
      String cut = whole.substring(0, length);
      Path file = file(cut);
      CommandFailure failure =
          assertThrows(CommandFailure.class, () -> ReportFiles.read(file), cut);
      assertEquals(ExitCode.USAGE, failure.exitCode());
      assertTrue(
          failure.getMessage().startsWith("cannot read " + file + ": "), failure::getMessage);
    }
  }

  @Test
  void saysAtWhichLineACutReportEnds() throws Exception {
    assertEquals(
        "cannot read FILE: ends early at line 2; give a complete file", refusal("{\"schema\":\n"));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("absent.json");
    CommandFailure failure = assertThrows(CommandFailure.class, () -> ReportFiles.read(file));
    assertEquals("cannot read " + file + ": no such file; check the path", failure.getMessage());
    assertEquals(ExitCode.USAGE, failure.exitCode());
  }

  @Test
  void refusesWhatIsNoJson() throws Exception {
    assertEquals(
        "cannot read FILE: is not JSON at line 1, column 1; give a file of results",
        refusal("<html/>"));
  }

  @Test
  void refusesAnotherSchema() throws Exception {
    String wrong =
        "cannot read FILE: its schema is not kexbench/load-report/1;"
            + " give a report.json of scripts/loadtest";
    assertEquals(wrong, refusal("{\"schema\": \"kexbench/load-report/2\"}"));
    assertEquals(wrong, refusal("[]"));
    assertEquals(wrong, refusal("{}"));
  }

  @Test
  @Tag("hand-made-results")
  void refusesAReportThatIsIncomplete() throws Exception {
    String incomplete =
        "cannot read FILE: verdict, environment or runs are incomplete; give a complete report";
    assertEquals(incomplete, refusal("{\"schema\": \"kexbench/load-report/1\"}"));
    String whole = Files.readString(handWritten());
    for (String key : List.of("verdict", "environment", "runs", "label", "plan", "rates")) {
      assertEquals(incomplete, refusal(whole.replace("\"" + key + "\"", "\"x\"")), key);
    }
  }

  @Test
  @Tag("hand-made-results")
  void namesTheKeyWhoseValueIsForeign() throws Exception {
    String text = Files.readString(handWritten());
    assertEquals(
        "cannot read FILE: 'startedAt' is not valid there; give the file unchanged",
        refusal(text.replace("2026-11-22T19:00:00Z", "yesterday")));
    assertEquals(
        "cannot read FILE: 'runs.0.counts.started' is not valid there;"
            + " give the file unchanged",
        refusal(text.replaceFirst("\"started\": 48632", "\"started\": []")));
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path blocked = file("a file where a folder should be").resolve("report.json");
    CommandFailure failure =
        assertThrows(
            CommandFailure.class, () -> ReportFiles.write(SampleReport.complete(), blocked));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("cannot write " + blocked + ": "));
  }

  /** Lets the next write of the file meet a full disk. */
  private void fillDisk(Path file) throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "there is no /dev/full here");
    Files.createSymbolicLink(folder.resolve(file.getFileName() + ".partial"), full);
  }

  @Test
  void aFullDiskLeavesTheFileOfBefore() throws Exception {
    Path file = folder.resolve("report.json");
    ReportFiles.writeText("before", file);
    fillDisk(file);
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> ReportFiles.writeText("after", file));
    assertEquals(
        "cannot write "
            + file
            + ": No space left on device; the file of before is unchanged;"
            + " name a folder that can be written to",
        failure.getMessage());
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertEquals("before", ReportFiles.readText(file));
    assertEquals(List.of(file), ReportFiles.list(folder));
  }

  @Test
  void aFullDiskLeavesNoPartOfANewFile() throws Exception {
    Path file = folder.resolve("report.json");
    fillDisk(file);
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> ReportFiles.writeText("after", file));
    assertTrue(failure.getMessage().contains("; there is no such file now; "), failure::getMessage);
    assertEquals(List.of(), ReportFiles.list(folder));
  }

  @Test
  void readsBackAnEnvironment() {
    Path file = folder.resolve("environment.json");
    Environment environment = Environment.capture();
    ReportFiles.writeEnvironment(environment, file);
    assertEquals(environment, ReportFiles.readEnvironment(file));
  }

  private String refusal(String content) throws IOException {
    Path file = file(content);
    CommandFailure failure = assertThrows(CommandFailure.class, () -> ReportFiles.read(file));
    return failure.getMessage().replace(file.toString(), "FILE");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("given.json"), content);
  }

  private static Path handWritten() throws URISyntaxException {
    return Path.of(ReportFilesTest.class.getResource("expected-report.json").toURI());
  }

  private static List<String> paths(JsonNode node) {
    List<String> paths = new ArrayList<>();
    node.properties()
        .forEach(
            entry -> {
              paths.add(entry.getKey());
              paths(entry.getValue()).forEach(below -> paths.add(entry.getKey() + "." + below));
            });
    if (node.isArray()) {
      node.forEach(item -> paths.addAll(paths(item)));
    }
    return paths;
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
