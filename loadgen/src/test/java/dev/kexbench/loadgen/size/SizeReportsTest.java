package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/size REPORT}, of reports that load tests have left. */
class SizeReportsTest {
  @TempDir private Path home;

  private ChildProcess.End size(String... runs) {
    Object[] args = new Object[5 + runs.length];
    List<Object> options = List.of("-R", "2k", "--quiet", "-o", home.resolve("sized"));
    for (int i = 0; i < args.length; i++) {
      args[i] = i < options.size() ? options.get(i) : home.resolve(runs[i - options.size()]);
    }
    return CommandHere.run(home, SizeMain::new, args);
  }

  private void store(String name, Run... runs) {
    ReportFiles.write(StoredReports.of(List.of(runs)), home.resolve(name).resolve("report.json"));
  }

  /** As {@code scripts/loadtest --exchanges} leaves it: in one round, or in several. */
  @Test
  void sizesTheExchangesOfAReportSideBySide() {
    Run rsa = StoredReports.closed("kx1-rsa2048", 800);
    Run noise = StoredReports.closed("kx1-noise", 200);
    store("one", rsa, noise);
    ChildProcess.End one = size("one");
    assertEquals(ExitCode.FINE, one.exitCode(), one::toString);
    List<String> first = one.out().lines().toList();
    assertTrue(first.get(0).startsWith("kx1-rsa2048 at 2,000/s with p99 below 50 ms: 2 cores"));
    assertTrue(
        one.out().contains("\nkx1-noise at 2,000/s with p99 below 50 ms: 1 core;"), one.out());
    assertTrue(one.out().contains("kx1-noise: Not validated: give reports at"), one.out());
    assertTrue(one.out().matches("(?s).* kx1-rsa2048 +800 s\n.*"), one.out());
    assertTrue(Files.exists(home.resolve("sized/sizing.html")));
    store("three", rsa, rsa, rsa, noise, noise, noise);
    ChildProcess.End three = size("three");
    assertEquals(one.out(), three.out(), "rounds that are alike are as one");
  }

  /** The round with the most handshakes per core is that of the server alone. */
  @Test
  void takesTheBestOfSeveralRounds() {
    store(
        "rounds",
        StoredReports.closed("kx1-noise", 260),
        StoredReports.closed("kx1-noise", 200),
        StoredReports.closed("kx1-noise", 230));
    ChildProcess.End end = size("rounds");
    assertEquals(ExitCode.FINE, end.exitCode(), end::toString);
    assertTrue(end.out().matches("(?s).* kx1-noise +200 s\n.*"), end.out());
  }

  @Test
  void joinsTheRunsOfSeveralReports() {
    store("a", StoredReports.closed("kx1-noise", 260));
    store("b/round-1", StoredReports.closed("kx1-noise", 200));
    ChildProcess.End end = size("a", "b");
    assertEquals(ExitCode.FINE, end.exitCode(), end::toString);
    assertTrue(end.out().matches("(?s).* kx1-noise +200 s\n.*"), end.out());
  }

  @Test
  void failsIfNoMachineIsFastEnough() {
    store("slow", StoredReports.closed("kx1-rsa2048", 60_000));
    ChildProcess.End end = size("slow");
    assertEquals(ExitCode.WORSE, end.exitCode(), end::toString);
    assertTrue(end.out().startsWith("NOT REACHED  kx1-rsa2048"), end.out());
  }
}
