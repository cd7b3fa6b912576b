package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generator that is stopped in the middle of its schedule, beyond the end. */
@Tag("process")
class StalledGeneratorTest {
  private static final int PER_SECOND = 50;
  private static final int SECONDS = 6; // the signal arrives before they are over

  @TempDir private Path home;

  @Test
  void everyArrivalOfTheScheduleIsAccountedForAndTheRunIsInvalid() throws InterruptedException {
    Path folder = home.resolve("out");
    Object[] args = {
      "-R", PER_SECOND, "--arrivals", "constant", "-w", "1s", "-d", SECONDS + "s", "-o", folder
    };
    try (ChildProcess child = ChildProcess.start(home, LoadtestMain.class, args)) {
      eventually("it measures", () -> child.says("measuring    1 s"), child::errSoFar);
      child.signal("STOP");
      TimeUnit.SECONDS.sleep(SECONDS); // the stall that is tested, from the first second on
      child.signal("CONT");
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.NOT_VALID, end.exitCode(), end::toString);
    }
    LoadReport report = ReportFiles.read(folder.resolve("report.json"));
    Counts counts = report.runs().get(0).counts();
    assertEquals(PER_SECOND * SECONDS, counts.planned(), counts::toString);
    assertEquals(List.of(), counts.brokenConservation());
    assertTrue(
        counts.planned() / (double) SECONDS > report.runs().get(0).rates().startedPerSecond());
  }
}
