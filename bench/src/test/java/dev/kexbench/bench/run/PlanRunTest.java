package dev.kexbench.bench.run;

import static dev.kexbench.bench.run.Blink.DRAW;
import static dev.kexbench.bench.run.Blink.FLOOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.JmhResult;
import dev.kexbench.results.report.ReportFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

class PlanRunTest {
  @TempDir private Path temporary;
  private final StringWriter lines = new StringWriter();
  private long nanos;

  @Test
  void measuresEveryRowIntoOneFile() {
    assertEquals(List.of(), run(Blink::row, FLOOR, DRAW));
    List<JmhResult> results = folder().read().results();
    assertEquals(List.of(FLOOR, DRAW), results.stream().map(Row::of).toList());
    JmhResult draw = results.get(1);
    assertEquals("ns/op", draw.primary().unit());
    assertTrue(draw.primary().score() > 0);
    assertTrue(draw.secondary().containsKey("gc.alloc.rate.norm"), () -> "" + draw.secondary());
  }

  @Test
  void runsABenchmarkInAsManyThreadsAsAsked() {
    assertEquals(List.of(), run(Blink::row, DRAW.with(2)));
    assertEquals(2, folder().read().results().get(0).threads());
  }

  @Test
  void describesTheJvmAndTheBuildThatAreMeasured() {
    Jvm other = new Jvm(Jvm.here().java(), "99.0.1+7", "Some VM");
    Side side = new Side("", other, new Build("", Suite.built(), "abc", true), folder());
    new PlanRun((row, pace, any) -> List.of(), progress(Blink.plan(1, FLOOR)))
        .measure(Blink.plan(1, FLOOR), side, () -> false);
    Environment environment = ReportFiles.readEnvironment(temporary.resolve("environment.json"));
    assertEquals("99.0.1+7", environment.jdk());
    assertEquals("Some VM", environment.vm());
    assertEquals("Parallel", environment.gc());
    assertEquals(ForkedJvm.ARGUMENTS, environment.flags());
    assertEquals("abc", environment.commit());
    assertEquals(true, environment.dirty());
  }

  @Test
  void saysHowFarItIsAndHowLongTheRestTakes() {
    Measure slow =
        (row, pace, side) -> {
          nanos += Duration.ofSeconds(40).toNanos();
          return List.of();
        };
    run(slow, FLOOR, DRAW, DRAW.with(2));
    List<String> told = lines.toString().lines().toList();
    assertEquals(3, told.size());
    assertTrue(told.get(0).startsWith("    1/3  SecureRandomBenchmark.floor "), told.get(0));
    assertTrue(told.get(0).endsWith("   1 min 20 s left"), told.get(0));
    assertTrue(told.get(2).endsWith("   done"), told.get(2));
  }

  @Test
  void goesOnAfterARowThatFailed() {
    List<Failure> failures = run(PlanRunTest::failingAtDraw, DRAW, FLOOR);
    assertEquals(
        "[SecureRandomBenchmark.draw source=standard: java.lang.IllegalStateException:"
            + " nothing was drawn]",
        failures.toString());
    assertEquals(List.of(FLOOR), folder().read().results().stream().map(Row::of).toList());
  }

  @Test
  void reportsARowThatVanished() {
    List<Failure> failures = run((row, pace, side) -> List.of(), FLOOR);
    assertEquals("[SecureRandomBenchmark.floor: JMH has no result of it]", failures.toString());
    assertFalse(Files.exists(temporary.resolve("jmh.json")));
  }

  @Test
  void endsWhenJmhItselfCannotRun() {
    Measure locked =
        (row, pace, side) -> {
          throw new RunnerException("another JMH holds the lock");
        };
    CommandFailure failure = assertThrows(CommandFailure.class, () -> run(locked, FLOOR, DRAW));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertEquals("JMH cannot run: another JMH holds the lock", failure.getMessage());
  }

  @Test
  void stopsBetweenRowsWhenAsked() {
    Plan plan = Blink.plan(1, FLOOR, DRAW);
    PlanRun run = new PlanRun(Blink::row, progress(plan));
    assertEquals(
        List.of(),
        run.measure(plan, Blink.side("", folder()), () -> lines.toString().contains("1/2")));
    assertEquals(1, folder().read().results().size());
  }

  static Collection<RunResult> failingAtDraw(Row row, Pace pace, Side side) throws RunnerException {
    if (row.equals(DRAW)) {
      BenchmarkException inside =
          new BenchmarkException(
              "Benchmark error during the run",
              List.of(new IllegalStateException("nothing was drawn")));
      throw new RunnerException("Benchmark caught the exception", inside);
    }
    return Blink.row(row, pace, side);
  }

  private List<Failure> run(Measure measure, Row... rows) {
    Plan plan = Blink.plan(1, rows);
    return new PlanRun(measure, progress(plan))
        .measure(plan, Blink.side("", folder()), () -> false);
  }

  private Progress progress(Plan plan) {
    return new Progress(
        new PrintWriter(lines), () -> nanos, plan, List.of(Blink.side("", folder())));
  }

  private RunFolder folder() {
    return new RunFolder(temporary);
  }
}
