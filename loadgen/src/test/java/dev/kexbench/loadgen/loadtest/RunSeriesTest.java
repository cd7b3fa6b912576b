package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RunSeriesTest {
  private static final int NUMBER = 4;

  @TempDir private Path folder;
  @RegisterExtension final SeriesFixture around = new SeriesFixture(() -> folder);

  private FakeRuns fakes() {
    return new FakeRuns(out -> 1_000 + 10 * out.toString().charAt(out.toString().length() - 1));
  }

  private int run(FakeRuns fakes) throws IOException, InterruptedException {
    RunSeries series = new RunSeries(around.control(), "four", NUMBER, SeriesFixture.time(NUMBER));
    ChildRuns runs = new ChildRuns(around.control(), Map.of("duration", "1s"), fakes);
    return series.run(runs, around.printer());
  }

  private LoadReport report() {
    return ReportFiles.read(folder.resolve("report.json"));
  }

  @Test
  void joinsAllRunsInOneReport() throws Exception {
    FakeRuns fakes = fakes();
    assertEquals(ExitCode.FINE, run(fakes));
    assertEquals(List.of("run-1", "run-2", "run-3", "run-4"), fakes.folders(folder));
    assertEquals(
        fakes.folders(folder), report().runs().stream().map(Run::folder).toList(), "in order");
    assertTrue(around.out().startsWith("VALID  kx1-rsa2048, 4 in flight, 1 s, median of 4 runs: "));
    assertTrue(around.err().startsWith("4 runs, 21 s each: about 1 min 24 s\n"), around.err());
    assertTrue(around.err().contains("run 4 of 4, about "), around.err());
    assertTrue(Files.readString(folder.resolve("report.html")).contains("median of 4 runs"));
  }

  @Test
  void aComparisonReadsItAsSeveralRunsWithoutRounds() throws Exception {
    run(fakes());
    ResultSet side = Results.load(folder.toString()).joined();
    assertEquals(NUMBER, side.rows().get(0).sample().runs().size());
    assertEquals(List.of(), side.rows().get(0).sample().rounds());
  }

  @Test
  void repeatsAnInvalidRun() throws Exception {
    FakeRuns fakes = fakes().ending(ExitCode.FINE, ExitCode.NOT_VALID, ExitCode.FINE);
    assertEquals(ExitCode.FINE, run(fakes));
    List<String> folders = List.of("run-1", "run-2", "run-2-repetition-1", "run-3", "run-4");
    assertEquals(folders, fakes.folders(folder));
    assertEquals(NUMBER, report().runs().size());
    assertEquals("run-2-repetition-1", report().runs().get(1).folder());
    assertTrue(around.err().contains("lag, INVALID: late"), around.err());
    assertTrue(around.err().contains("run-2 is INVALID and is repeated"), around.err());
  }

  @Test
  void leavesOutARunThatStaysInvalidAndSaysSo() throws Exception {
    FakeRuns fakes =
        fakes().ending(ExitCode.NOT_VALID, ExitCode.NOT_VALID, ExitCode.NOT_VALID, ExitCode.FINE);
    assertEquals(ExitCode.FINE, run(fakes));
    assertEquals(List.of("run-2", "run-3", "run-4"), folders(report()));
    assertTrue(around.err().contains("left out: run-1, which stayed INVALID"), around.err());
  }

  @Test
  void repeatsNoMoreRunsThanItHas() throws Exception {
    Integer[] codes = new Integer[2 * NUMBER + 1];
    Arrays.fill(codes, ExitCode.NOT_VALID);
    FakeRuns fakes = fakes().ending(codes);
    CommandFailure failure = assertThrows(CommandFailure.class, () -> run(fakes));
    assertEquals(ExitCode.NOT_VALID, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("only 0 of 4 runs are valid; "));
    assertEquals(2 * NUMBER, fakes.folders(folder).size());
    assertFalse(Files.exists(folder.resolve("report.json")));
  }

  @Test
  void anInterruptKeepsTheRunsThatAreComplete() throws Exception {
    FakeRuns fakes = fakes().ending(ExitCode.FINE, ExitCode.INTERRUPTED);
    assertEquals(ExitCode.INTERRUPTED, run(fakes));
    assertEquals(2, fakes.folders(folder).size(), "no further run");
    assertTrue(report().interrupted());
    assertEquals(List.of("run-1"), folders(report()));
    assertTrue(
        around.err().contains("ended early: 1 of 4 runs are complete; all files are in "),
        around.err());
  }

  @Test
  void aRunThatCannotStartEndsIt() throws Exception {
    assertEquals(ExitCode.USAGE, run(fakes().ending(ExitCode.USAGE)));
    assertFalse(Files.exists(folder.resolve("report.json")));
  }

  @Test
  void failsIfOneRunCrossesAThreshold() throws Exception {
    assertEquals(ExitCode.WORSE, run(fakes().ending(ExitCode.FINE, ExitCode.WORSE)));
    assertTrue(around.out().matches("(?s).*rate<1 +run-2 .* FAILED\n.*"), around.out());
  }

  private static List<String> folders(LoadReport report) {
    return report.runs().stream().map(Run::folder).toList();
  }
}
