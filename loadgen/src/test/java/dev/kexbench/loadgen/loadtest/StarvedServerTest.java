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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load test while another process uses the server's core. */
@Tag("process")
class StarvedServerTest {
  private static final Path SCHEDULER = Path.of("/proc/self/schedstat");
  private static final int SECONDS = 5;

  @TempDir private Path home;

  @Test
  void isNotValidAndNamesTheProcess() {
    List<Integer> cores = AllowedCores.of(Path.of("/proc"), "self");
    assumeTrue(cores.size() >= 2 && Files.exists(SCHEDULER) && SystemCommands.exists("taskset"));
    Path folder = home.resolve("out");
    Object[] args = {
      "-w", "2s", "-d", SECONDS + "s", "--cores", cores.get(0) + "/" + cores.get(1), "-o", folder
    };
    long pid = run(cores.get(0), args);
    LoadReport report = ReportFiles.read(folder.resolve("report.json"));
    String name = "pid " + pid + " java (";
    assertTrue(
        report.verdict().reasons().stream()
            .anyMatch(why -> why.key() == ReasonKey.STARVED && why.text().contains(name)),
        report.verdict()::toString);
    Run run = report.runs().get(0);
    assertNull(run.ceiling());
    assertEquals(String.valueOf(cores.get(0)), run.machine().server().cores());
    assertEquals(String.valueOf(cores.get(1)), run.machine().generator().cores());
  }

  /** Runs a load test, on whose server's core a busy loop begins in the warm-up; returns its id. */
  private long run(int core, Object... args) {
    try (ChildProcess child = ChildProcess.start(home, LoadtestMain.class, args)) {
      eventually("it warms up", () -> child.says("warm-up      1 s"), child::errSoFar);
      try (BusyLoop hog = BusyLoop.on(core)) {
        ChildProcess.End end = child.end();
        assertTrue(
            end.err().contains("the private-key rate is omitted: while it was measured, "),
            end::toString);
        assertEquals(ExitCode.NOT_VALID, end.exitCode(), end::toString);
        return hog.pid();
      }
    }
  }
}
