package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.compare.NoiseFloor;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/compare} and {@code scripts/report} with every folder that commands write. */
class NamedRunsTest {
  @TempDir Path home;
  private StoredRuns stored;

  @BeforeEach
  void liveElsewhere() {
    stored = StoredRuns.in(home);
  }

  @AfterEach
  void comeBack() {
    StoredRuns.leave();
  }

  private static CommandRun report(Object... args) {
    return CommandRun.of(new ReportMain(), args);
  }

  private static CommandRun compare(Object... args) {
    return CommandRun.of(new CompareMain(), args);
  }

  private static void done(CommandRun run) {
    assertEquals(0, run.exitCode(), run::err);
    assertEquals("", run.err());
  }

  private static void refused(String why, CommandRun run) {
    assertEquals(2, run.exitCode(), run::out);
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().contains(why), run::err);
  }

  private Path variants(String... names) throws IOException {
    Path folder = stored.path("2026-11-22T00-00-00-bench");
    double score = 100;
    for (String name : names) {
      SampleJmh.writeRounds(folder.resolve(name), List.of(row(score), row(score), row(score)));
      score *= 1.5;
    }
    Files.writeString(folder.resolve("order.json"), "{\"seed\": 1, \"turns\": []}");
    return folder;
  }

  @Test
  void referencesNameRuns() {
    stored.load("2026-11-20T10-00-00-before", "2026-11-20T10:00:00Z");
    stored.load("2026-11-21T10-00-00-after", "2026-11-21T10:00:00Z");
    for (String base : List.of("@2", "before", "2026-11-20", "bef", "2026-11-20T10-00-00-before")) {
      for (String fresh : List.of("@1", "@latest", "after")) {
        CommandRun run = compare(base, fresh);
        done(run);
        assertTrue(run.out().lines().toList().get(1).contains("-before, 2026"), run::out);
        assertTrue(run.out().lines().toList().get(2).contains("-after, 2026"), run::out);
      }
    }
    done(report("@1", "before"));
    done(report("@1/report.json"));
    CommandRun.of(new RunsMain(), "tag", "before", "b");
    CommandRun.of(new RunsMain(), "tag", "after", "b");
    assertTrue(compare("@b", "@1").out().contains("-after, "), "all with the tag are one side");
    refused("is the name, or its beginning, of 2 runs: @1 2026-11-21T10", report("2026"));
    refused("there is no run @3: there are 2 in ", report("@3"));
    refused("there is no run @0", report("@0"));
    refused("no run has the tag 'x'", compare("@x", "@1"));
    refused("no such file, and no run has that name", compare("nothing", "@1"));
  }

  @Test
  void aFolderOfRunsIsListedAndNotCompared() {
    Path one = stored.load("2026-11-20T10-00-00-before", "2026-11-20T10:00:00Z");
    stored.load("2026-11-21T10-00-00-after", "2026-11-21T10:00:00Z");
    CommandRun list = report(stored.folder());
    done(list);
    assertTrue(list.out().startsWith("run "), list::out);
    refused(
        "it contains 2 runs, such as 2026-11-20T10-00-00-before, 2026-11",
        compare(stored.folder(), one));
    refused("it contains 2 runs, such as 2026-11-20", compare(stored.folder()));
    refused("it is empty", report(Files.exists(home.resolve("e")) ? home : folder("e")));
  }

  @Test
  void runsThatAreStoredElsewhereHaveNoNumbers() throws IOException {
    stored.load("2026-11-20T10-00-00-before", "2026-11-20T10:00:00Z");
    assertTrue(report(stored.folder()).out().contains("\n@1 "), "its numbers are those of all");
    Path backup = Files.move(stored.folder(), home.resolve("backup"));
    CommandRun list = report(backup);
    done(list);
    assertTrue(list.out().contains("\n2026-11-20T10-00-00-before "), list::out);
    assertFalse(list.out().contains("@"), list::out);
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(home.resolve(name));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void variantsOfOneRunAreComparedWithEachOther() throws IOException {
    Path folder = variants("4fb3eb5", "this");
    CommandRun run = compare(folder);
    assertEquals(1, run.exitCode(), run::err);
    assertTrue(run.out().contains("base  " + folder.resolve("4fb3eb5")), run::out);
    CommandRun text = report(folder);
    done(text);
    assertTrue(text.out().contains("4fb3eb5:\nJMH: 1 score from 3 files\n"), text::out);
    refused("it contains the variants 4fb3eb5, this; name one", compare(folder, folder));
    done(compare(folder.resolve("this"), "@1/this"));
  }

  @Test
  void moreThanTwoVariantsStandSideBySide() throws IOException {
    Path folder = variants("jdk-17", "jdk-21", "jdk-25");
    CommandRun run = compare(folder);
    done(run);
    assertTrue(run.out().contains("jdk-25"), run::out);
  }

  @Test
  void oneVariantOfAnInterruptedRunIsASide() throws IOException {
    Path folder = variants("jdk-17");
    Files.createDirectories(folder.resolve("jdk-25"));
    done(compare(folder, folder));
    done(report(folder));
  }

  @Test
  void roundsWithoutAReportAreRunsOfOneSide() throws IOException {
    Path folder = stored.path("cut");
    for (String round : List.of("round-1", "round-2", "round-2-repetition-1", "round-10")) {
      ReportFiles.write(SampleReport.complete(), folder.resolve(round).resolve("report.json"));
    }
    Files.createDirectories(folder.resolve("round-11"));
    CommandRun run = compare(folder, folder);
    done(run);
    assertTrue(run.out().contains("cut/round-2-repetition-1, "), run::out);
    assertFalse(run.out().contains("cut/round-2,"), run::out);
    assertEquals(
        3,
        report(folder)
            .out()
            .lines()
            .filter(line -> line.endsWith(":"))
            .filter(line -> line.contains("/round-"))
            .count());
  }

  @Test
  void aCalibrationIsPrintedAndItsRunsAreASide() {
    Path folder = stored.path("calibration");
    List<String> rounds = List.of("round-1/report.json", "round-2/report.json");
    rounds.forEach(round -> ReportFiles.write(SampleReport.complete(), folder.resolve(round)));
    ReportFiles.writeCalibration(
        NoiseFloor.of(folder, rounds, Clock.systemUTC()), folder.resolve("calibration.json"));
    for (Object each : List.of(folder, folder.resolve("calibration.json"))) {
      CommandRun run = report(each);
      done(run);
      assertTrue(run.out().startsWith("2 runs of one plan"), run::out);
    }
    done(compare(folder, folder));
    refused(
        "neither a load report nor JMH's results, but kexbench's file of a calibration",
        compare(folder.resolve("calibration.json"), folder));
  }

  @Test
  void theRunOfASoakIsItsResult() {
    Path folder = stored.path("2026-11-20T10-00-00-soak");
    for (String part : List.of("warm-up", "run")) {
      ReportFiles.write(SampleReport.complete(), folder.resolve(part).resolve("report.json"));
    }
    done(report(folder));
    CommandRun run = compare(folder, "@1");
    done(run);
    assertTrue(run.out().contains("-soak/run, "), run::out);
  }

  @Test
  void filesOfJmhMayHaveAnyName() throws IOException {
    Path folder = folder("jmh");
    Path first = Files.writeString(folder.resolve("first.json"), "\uFEFF [" + row(100) + "]");
    done(report(first));
    done(report(folder));
    Path usual = Files.writeString(folder.resolve("jmh-result.json"), "[" + row(120) + "]");
    CommandRun run = compare(first, folder);
    assertEquals(1, run.exitCode(), run::err);
    assertEquals(report(usual).out(), report(folder).out());
    Path page = home.resolve("page.html");
    done(report(folder, "--html", page));
    assertTrue(Files.readString(page).startsWith("<!doctype html>"));
  }

  @Test
  void printsScoresWithErrorsUnitsAndWarnings() throws IOException {
    Path folder = SampleJmh.writeRounds(folder("rounds"), List.of(row(100), row(101)));
    String starved =
        row(100)
            .replace(
                "\"gc.count\":",
                "\"cpu.share\": {\"score\": 0.5, \"scoreError\": \"NaN\", \"scoreUnit\": \"x\","
                    + " \"rawData\": [[0.5], [1.0]]}, \"gc.count\":");
    done(report(folder));
    CommandRun run = report(SampleJmh.write(folder("starved"), 2, starved));
    done(run);
    List<String> lines = run.out().lines().toList();
    assertEquals("JMH: 1 score", lines.get(0));
    assertTrue(lines.get(1).startsWith("SUSPECT: 1 of 2 forks got less than 90 %"), run::out);
    assertTrue(lines.get(4).matches("Key.pooled +accp +100 +1 +µs/op +500"), run::out);
  }

  @Test
  void anythingElseIsNamedInOneLine() throws IOException {
    Path folder = folder("other");
    Files.writeString(folder.resolve("plan.conf"), "");
    Files.writeString(folder.resolve("machine.json"), "{\"cpu\": \"x\", \"kernel\": \"y\"}");
    for (CommandRun run : Stream.of(report(folder), compare(folder, folder)).toList()) {
      refused("only machine.json, plan.conf; name a file or folder of results", run);
    }
    Path machine = folder.resolve("machine.json");
    refused("but the description of a machine", report(machine));
    refused("but the description of a machine", compare(machine, machine));
    Path empty = Files.createFile(folder.resolve("empty.json"));
    refused("is empty", report(empty));
    Path binary = Files.write(folder.resolve("x.bin"), new byte[] {0, 1, 2});
    refused("is not JSON", report(binary));
    refused("cannot read '%s'".formatted(folder), report(folder, "--html", home.resolve("p")));
    assertFalse(Files.exists(home.resolve("p")));
  }

  @Test
  void aReferenceIsNoFileOfArguments() throws IOException {
    Path options = Files.writeString(home.resolve("options"), "--help");
    refused("no run has the tag '", report("@" + options));
  }
}
