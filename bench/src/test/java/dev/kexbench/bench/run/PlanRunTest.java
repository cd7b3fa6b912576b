package dev.kexbench.bench.run;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

class PlanRunTest {
  private static final Row FLOOR =
      new Row("dev.kexbench.bench.HmacVerifyBenchmark.floor", Map.of());
  private static final Row VERIFY =
      new Row(
          "dev.kexbench.bench.HmacVerifyBenchmark.verify",
          Map.of("pool", "BOUNDED", "provider", "JDK"));
  private static final Measure IN_PROCESS = new Jmh(VerboseMode.SILENT);

  private static final Pace BLINK = new Pace(0, 0, 1, Duration.ofMillis(10));

  @TempDir private Path temporary;
  private final StringWriter lines = new StringWriter();
  private long nanos;

  @Test
  void measuresEveryRowIntoOneFile() {
    assertEquals(List.of(), run(IN_PROCESS, FLOOR, VERIFY));
    List<JmhResult> results = folder().read().results();
    assertEquals(List.of(FLOOR, VERIFY), results.stream().map(Row::of).toList());
    JmhResult verify = results.get(1);
    assertEquals("ns/op", verify.primary().unit());
    assertTrue(verify.primary().score() > 0);
    assertTrue(verify.secondary().containsKey("gc.alloc.rate.norm"), () -> "" + verify.secondary());
  }

  @Test
  void runsABenchmarkInAsManyThreadsAsAsked() {
    Plan plan = new Plan(List.of(VERIFY), BLINK, 2);
    Progress progress = new Progress(new PrintWriter(lines), () -> nanos, plan);
    assertEquals(List.of(), new PlanRun(IN_PROCESS, folder(), progress).measure(plan, () -> false));
    assertEquals(2, folder().read().results().get(0).threads());
  }

  @Test
  void describesTheJvmThatMeasuresAndNotTheOneThatStartsIt() {
    run(IN_PROCESS, FLOOR);
    Environment environment = ReportFiles.readEnvironment(temporary.resolve("environment.json"));
    assertEquals("Parallel", environment.gc());
    assertEquals(ForkedJvm.ARGUMENTS, environment.flags());
  }

  @Test
  void saysHowFarItIsAndHowLongTheRestTakes() {
    Measure slow =
        (plan, row) -> {
          nanos += Duration.ofSeconds(40).toNanos();
          return List.of();
        };
    run(slow, FLOOR, FLOOR, VERIFY);
    List<String> told = lines.toString().lines().toList();
    assertEquals(3, told.size());
    assertTrue(told.get(0).startsWith("    1/3  HmacVerifyBenchmark.floor "), told.get(0));
    assertTrue(told.get(0).endsWith("   1 min 20 s left"), told.get(0));
    assertTrue(told.get(2).endsWith("   done"), told.get(2));
  }

  @Test
  void goesOnAfterARowThatFailed() {
    List<Failure> failures = run(PlanRunTest::failingAtVerify, VERIFY, FLOOR);
    assertEquals(
        "[HmacVerifyBenchmark.verify pool=bounded provider=jdk: java.lang.IllegalStateException:"
            + " the last tag is wrong]",
        failures.toString());
    assertEquals(List.of(FLOOR), folder().read().results().stream().map(Row::of).toList());
  }

  @Test
  void reportsARowThatVanished() {
    List<Failure> failures = run((plan, row) -> List.of(), FLOOR);
    assertEquals("[HmacVerifyBenchmark.floor: JMH has no result of it]", failures.toString());
    assertFalse(Files.exists(temporary.resolve("jmh.json")));
  }

  @Test
  void endsWhenJmhItselfCannotRun() {
    Measure locked =
        (plan, row) -> {
          throw new RunnerException("another JMH holds the lock");
        };
    CommandFailure failure = assertThrows(CommandFailure.class, () -> run(locked, FLOOR, VERIFY));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertEquals("JMH cannot run: another JMH holds the lock", failure.getMessage());
  }

  @Test
  void stopsBetweenRowsWhenAsked() {
    Plan plan = plan(FLOOR, VERIFY);
    Progress progress = new Progress(new PrintWriter(lines), () -> nanos, plan);
    PlanRun run = new PlanRun(IN_PROCESS, folder(), progress);
    assertEquals(List.of(), run.measure(plan, () -> lines.toString().contains("1/2")));
    assertEquals(1, folder().read().results().size());
  }

  private static List<RunResult> failingAtVerify(Plan plan, Row row) throws RunnerException {
    if (row.equals(VERIFY)) {
      BenchmarkException inside =
          new BenchmarkException(
              "Benchmark error during the run",
              List.of(new IllegalStateException("the last tag is wrong")));
      throw new RunnerException("Benchmark caught the exception", inside);
    }
    return List.copyOf(IN_PROCESS.row(plan, row));
  }

  private List<Failure> run(Measure measure, Row... rows) {
    Plan plan = plan(rows);
    Progress progress = new Progress(new PrintWriter(lines), () -> nanos, plan);
    return new PlanRun(measure, folder(), progress).measure(plan, () -> false);
  }

  private static Plan plan(Row... rows) {
    return new Plan(List.of(rows), BLINK, 1);
  }

  private RunFolder folder() {
    return new RunFolder(temporary);
  }
}
