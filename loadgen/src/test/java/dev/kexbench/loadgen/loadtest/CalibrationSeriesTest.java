package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The rounds of a calibration, without real load tests. */
class CalibrationSeriesTest {
  private static final int ROUNDS = 3;

  @TempDir private Path folder;
  @RegisterExtension final SeriesFixture around = new SeriesFixture(() -> folder);

  private int run(FakeRuns fakes) throws IOException, InterruptedException {
    ChildRuns runs = new ChildRuns(around.control(), Map.of("duration", "1s"), fakes);
    return new CalibrationRun(around.control(), ROUNDS, SeriesFixture.time(ROUNDS))
        .run(runs, around.printer());
  }

  private List<String> calibrated() {
    return ReportFiles.readCalibration(folder.resolve("calibration.json")).runs();
  }

  @Test
  void repeatsAnInvalidRoundAndUsesTheRepetition() throws Exception {
    FakeRuns fakes = new FakeRuns(out -> 1_000).ending(ExitCode.FINE, ExitCode.NOT_VALID);
    assertEquals(ExitCode.FINE, run(fakes));
    assertEquals(
        List.of("round-1", "round-2", "round-2-repetition-1", "round-3"), fakes.folders(folder));
    assertEquals(
        List.of("round-1/report.json", "round-2-repetition-1/report.json", "round-3/report.json"),
        calibrated());
    assertTrue(around.err().contains("round-2 is INVALID and is repeated"), around.err());
  }

  @Test
  void leavesOutARoundThatStaysInvalid() throws Exception {
    Integer[] invalid = {ExitCode.NOT_VALID, ExitCode.NOT_VALID, ExitCode.NOT_VALID};
    assertEquals(ExitCode.FINE, run(new FakeRuns(out -> 1_000).ending(invalid)));
    assertEquals(List.of("round-2/report.json", "round-3/report.json"), calibrated());
    assertTrue(around.err().contains("left out: round-1, which stayed INVALID"), around.err());
  }

  @Test
  void withFewerThanTwoValidRoundsThereIsNoNoiseFloor() {
    Integer[] all = new Integer[100];
    Arrays.fill(all, ExitCode.NOT_VALID);
    FakeRuns fakes = new FakeRuns(out -> 1_000).ending(all);
    CommandFailure failure = assertThrows(CommandFailure.class, () -> run(fakes));
    assertEquals(ExitCode.NOT_VALID, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("only 0 of 3 rounds are valid; "));
    assertEquals(2 * ROUNDS, fakes.folders(folder).size(), "repetitions are bounded");
  }

  @Test
  void anInterruptEndsItWithoutAResult() throws Exception {
    assertEquals(
        ExitCode.INTERRUPTED,
        run(new FakeRuns(out -> 1_000).ending(ExitCode.FINE, ExitCode.INTERRUPTED)));
    assertEquals("", around.out());
  }
}
