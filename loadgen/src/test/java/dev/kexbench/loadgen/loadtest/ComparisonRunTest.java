package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code scripts/loadtest --runs} and {@code --pools}, with real load tests that are very short,
 * and whose verdict does not depend on how busy this machine is.
 */
@Tag("process")
class ComparisonRunTest {
  private static final List<Object> TINY =
      List.of("-w", "0s", "-c", "1", "-n", "20", "--cores", "off", "--runs", "2");

  @TempDir private Path home;

  private Path folder() {
    return home.resolve("out");
  }

  private LoadReport report(String below) {
    return ReportFiles.read(folder().resolve(below).resolve("report.json"));
  }

  private ChildProcess.End run(Object... more) {
    List<Object> args = new ArrayList<>(TINY);
    args.addAll(List.of("-o", folder()));
    args.addAll(List.of(more));
    return ChildProcess.run(home, LenientLoadtestMain.class, args.toArray());
  }

  @Test
  void runsOfOnePlanAreOneReport() {
    ChildProcess.End end = run();
    assertEquals(ExitCode.FINE, end.exitCode(), end::toString);
    assertTrue(end.out().contains("median of 2 runs: "), end::toString);
    List<Run> runs = report("").runs();
    assertEquals(2, runs.size());
    assertNotEquals(runs.get(0).plan().seed(), runs.get(1).plan().seed());
    assertTrue(Files.exists(folder().resolve(runs.get(1).folder()).resolve("latency.hlog")));
  }

  /** The exit code that belongs to a comparison; what changed by chance differs each time. */
  private static int exitCode(String comparison) {
    if (comparison.contains("  missing in ")) { // the private-key rate, if it was disturbed
      return ExitCode.MISSING;
    }
    return comparison.contains(" regressed\n") ? ExitCode.WORSE : ExitCode.FINE;
  }

  @Test
  void poolsAreComparedInRounds() {
    ChildProcess.End end = run("--pools", "fresh,thread-local", "--no-confirm");
    assertEquals(exitCode(end.out()), end.exitCode(), end::toString);
    assertTrue(
        end.out().startsWith("thread-local compared with fresh, in 2 rounds\n"), end::toString);
    assertTrue(
        end.err().startsWith("2 rounds of 2 variants (fresh, thread-local), "), end::toString);
    assertFalse(end.err().contains("left out: "), end::toString);
    List<Run> fresh = report("fresh").runs();
    List<Run> other = report("thread-local").runs();
    assertEquals(2, fresh.size());
    for (int i = 0; i < 2; i++) {
      assertEquals("fresh", fresh.get(i).plan().pool());
      assertEquals("thread-local", other.get(i).plan().pool());
      assertEquals(fresh.get(i).round(), other.get(i).round());
      assertEquals(fresh.get(i).plan().seed(), other.get(i).plan().seed());
    }
    assertTrue(Files.exists(folder().resolve("report.html")));
    assertTrue(Files.exists(folder().resolve("order.json")));
  }
}
