package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.fixture.BusyLoop;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.AllowedCores;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load test while another process uses one of its cores. */
@Tag("process")
@Tag("alone")
class StarvedCoreTest {
  private static final Path SCHEDULER = Path.of("/proc/self/schedstat");
  private static final int SECONDS = 3;
  private static final String CEILING = "measuring the server's private-key rate";

  @TempDir private Path home;

  private List<Integer> cores;

  private LoadReport report;

  @BeforeEach
  void requireTwoCores() {
    cores = AllowedCores.of(Path.of("/proc"), "self");
    assumeTrue(cores.size() >= 2 && Files.exists(SCHEDULER) && SystemCommands.exists("taskset"));
  }

  @Test
  void isNotValidIfItIsTheServersAndNamesTheProcess() {
    ChildProcess.End end = runBesideABusyLoopOn(cores.get(0));
    assertTrue(
        end.err().contains("the private-key rate is omitted: while it was measured, "),
        end::toString);
    Run run = report.runs().get(0);
    assertNull(run.ceiling());
    assertEquals(String.valueOf(cores.get(0)), run.machine().server().cores());
  }

  @Test
  void isNotValidIfItIsTheGeneratorsAndNamesTheProcess() {
    runBesideABusyLoopOn(cores.get(1));
    assertEquals(String.valueOf(cores.get(1)), report.runs().get(0).machine().generator().cores());
  }

  /** Whether its measured time is over: the private-key rate is measured before and after it. */
  private static boolean hasMeasured(ChildProcess child) {
    return child.says(CEILING) && child.errSoFar().split(CEILING, -1).length > 2;
  }

  /** Runs a load test, and from its warm-up to the end of its measured time a busy loop. */
  private ChildProcess.End runBesideABusyLoopOn(int core) {
    Path folder = home.resolve("out");
    Object[] args = {
      "-w", "2s", "-d", SECONDS + "s", "--cores", cores.get(0) + "/" + cores.get(1), "-o", folder
    };
    try (BusyLoop hog = BusyLoop.pausedOn(core);
        ChildProcess child = ChildProcess.startInFull(home, LoadtestMain.class, args)) {
      eventually("it warms up", () -> child.says("warm-up      1 s"), child::errSoFar);
      hog.resume();
      eventually("it has measured", () -> hasMeasured(child), child::errSoFar);
      hog.pause(); // next to it, the report alone would take a minute
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.NOT_VALID, end.exitCode(), end::toString);
      report = ReportFiles.read(folder.resolve("report.json"));
      String name = "pid " + hog.pid() + " java (";
      assertTrue(
          report.verdict().reasons().stream()
              .anyMatch(why -> why.key() == ReasonKey.STARVED && why.text().contains(name)),
          report.verdict()::toString);
      return end;
    }
  }
}
