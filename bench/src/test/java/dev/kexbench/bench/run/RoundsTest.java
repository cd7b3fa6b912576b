package dev.kexbench.bench.run;

import static dev.kexbench.bench.run.BriefMeasure.DRAW;
import static dev.kexbench.bench.run.BriefMeasure.FLOOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.suite.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

class RoundsTest {
  @TempDir private Path temporary;
  private final StringWriter lines = new StringWriter();
  private final List<String> measured = new ArrayList<>();
  private long nanos;

  @Test
  void measuresEveryRowOnEveryVariantInEveryRound() {
    assertEquals(List.of(), run(7, this::remembered, FLOOR, DRAW));
    assertEquals(4 * 3, measured.size());
    for (String variant : List.of("a", "b")) {
      List<JmhResult> results = read(folder().of(variant));
      assertEquals(Set.of(FLOOR, DRAW), results.stream().map(Row::of).collect(Collectors.toSet()));
      assertEquals(3, results.get(0).primary().raw().size());
      assertTrue(Files.exists(temporary.resolve(variant).resolve("jmh-3.json")));
      assertTrue(Files.exists(temporary.resolve(variant).resolve("environment.json")));
    }
    assertEquals(12, lines.toString().lines().count());
    assertTrue(lines.toString().contains("  12/12  "), lines::toString);
    assertTrue(lines.toString().contains("draw source=standard on b "), lines::toString);
  }

  @Test
  void writesTheOrderOfMeasurement() {
    run(7, this::remembered, FLOOR, DRAW);
    String order = ReportFiles.readText(temporary.resolve("order.json"));
    assertTrue(order.contains("\"seed\" : 7"), order);
    List<String> written =
        order.lines().filter(line -> line.contains("\"sides\"")).map(RoundsTest::variants).toList();
    assertEquals(String.join("", measured), String.join("", written));
    assertEquals(2, new HashSet<>(written).size(), "one order of the two variants never occurred");
  }

  @Test
  void usesAnotherOrderForAnotherSeed() {
    run(7, this::remembered, FLOOR, DRAW);
    List<String> first = List.copyOf(measured);
    measured.clear();
    run(42, this::remembered, FLOOR, DRAW);
    assertNotEquals(first, measured);
  }

  @Test
  void doesNotRepeatAFailedRow() {
    List<ForkFailure> failures =
        run(
            7,
            (row, timing, variant) -> {
              measured.add(variant.name());
              return failingAtDraw(row, timing, variant);
            },
            DRAW);
    assertEquals(2, measured.size());
    assertEquals(2, failures.size());
  }

  @Test
  void measuresFurtherRoundsOfSomeRowsNextToTheOthers() {
    BenchPlan plan = BriefMeasure.plan(2, FLOOR, DRAW);
    List<Variant> variants = List.of(BriefMeasure.variant("", folder()));
    Rounds rounds = rounds(BriefMeasure::row, plan, variants);
    rounds.measure(plan, variants, () -> false);
    Rounds.Further further = new Rounds.Further(variants, () -> false);
    assertEquals(List.of(), rounds.measureFurther(plan, List.of(DRAW), 3, further));
    Map<Row, Integer> forks =
        read(folder()).stream()
            .collect(Collectors.toMap(Row::of, each -> each.primary().raw().size()));
    assertEquals(Map.of(FLOOR, 2, DRAW, 5), forks);
    assertTrue(Files.exists(temporary.resolve("jmh-5.json")));
    assertFalse(Files.exists(temporary.resolve("jmh-6.json")));
    String order = ReportFiles.readText(temporary.resolve("order.json"));
    assertTrue(order.contains("\"round\" : 5"), order);
    assertTrue(lines.toString().contains("    5/7  "), lines::toString);
    assertThrows(
        IllegalArgumentException.class,
        () -> rounds.measureFurther(plan, List.of(DRAW.with(2)), 1, further));
  }

  @Test
  void followsTheDurationsOfForksOfTheSameRow() {
    Measure slow =
        (row, timing, variant) -> {
          nanos += Duration.ofSeconds(row.equals(DRAW) ? 40 : 2).toNanos();
          return BriefMeasure.row(row, timing, variant);
        };
    BenchPlan plan = BriefMeasure.plan(2, FLOOR, DRAW);
    List<Variant> variants = List.of(BriefMeasure.variant("", folder()));
    rounds(slow, plan, variants).measure(plan, variants, () -> false);
    List<String> printed = lines.toString().lines().toList();
    assertTrue(printed.get(1).endsWith("   42 s left"), printed.get(1));
    boolean drawIsLast = printed.get(3).contains(".draw");
    assertTrue(
        printed.get(2).endsWith(drawIsLast ? "   40 s left" : "   2 s left"), printed.get(2));
  }

  @Test
  void runsABenchmarkInTheRequestedNumberOfThreads() {
    assertEquals(List.of(), alone(BriefMeasure::row, DRAW.with(2)));
    assertEquals(2, read(folder()).get(0).threads());
  }

  @Test
  void describesTheMeasuredJvmAndBuild() {
    Jvm other = new Jvm(Jvm.here().java(), "99.0.1+7", "Some VM");
    Variant variant =
        new Variant("", other, new Build("", BenchmarkSuite.built(), "abc", true), folder());
    BenchPlan plan = BriefMeasure.plan(1, FLOOR);
    rounds((row, timing, any) -> List.of(), plan, List.of(variant))
        .measure(plan, List.of(variant), () -> false);
    Environment environment = ReportFiles.readEnvironment(temporary.resolve("environment.json"));
    assertEquals("99.0.1+7", environment.jdk());
    assertEquals("Some VM", environment.vm());
    assertEquals("Parallel", environment.gc());
    assertTrue(environment.flags().contains("-Xmx512m"), environment::toString);
    assertTrue(
        environment.flags().contains("--sun-misc-unsafe-memory-access=allow"),
        environment::toString);
    assertFalse(
        ForkedJvm.arguments(new Jvm(other.java(), "17.0.1+2", ""))
            .contains("--sun-misc-unsafe-memory-access=allow"));
    assertEquals("abc", environment.commit());
    assertEquals(true, environment.dirty());
    assertNotNull(environment.startedAt());
  }

  @Test
  void printsProgressAndTheTimeLeft() {
    Measure slow =
        (row, timing, variant) -> {
          nanos += Duration.ofSeconds(40).toNanos();
          return List.of();
        };
    alone(slow, FLOOR, DRAW, DRAW.with(2));
    List<String> printed = lines.toString().lines().toList();
    assertEquals(6, printed.size(), "a line for each row, and one with the reason");
    assertTrue(printed.get(0).startsWith("    1/3  SecureRandomBenchmark."), printed.get(0));
    assertTrue(printed.get(0).endsWith("   1 min 20 s left"), printed.get(0));
    assertTrue(printed.get(4).endsWith("   done"), printed.get(4));
  }

  @Test
  void continuesAfterAFailedRow() {
    List<ForkFailure> failures = alone(RoundsTest::failingAtDraw, DRAW, FLOOR);
    assertEquals(
        "[SecureRandomBenchmark.draw source=standard: java.lang.IllegalStateException:"
            + " nothing was drawn]",
        failures.toString());
    assertEquals(List.of(FLOOR), read(folder()).stream().map(Row::of).toList());
  }

  @Test
  void reportsARowWithoutResult() {
    List<ForkFailure> failures = alone((row, timing, variant) -> List.of(), FLOOR);
    assertEquals("[SecureRandomBenchmark.floor: JMH returned no result]", failures.toString());
    assertFalse(Files.exists(temporary.resolve("jmh-1.json")));
  }

  @Test
  void endsWhenJmhItselfCannotRun() {
    Measure locked =
        (row, timing, variant) -> {
          throw new RunnerException("another JMH holds the lock");
        };
    CommandFailure failure = assertThrows(CommandFailure.class, () -> alone(locked, FLOOR, DRAW));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertEquals(
        "JMH cannot run: another JMH holds the lock; what was measured is in " + temporary,
        failure.getMessage());
  }

  @Test
  void stopsBetweenRowsWhenAsked() {
    BenchPlan plan = BriefMeasure.plan(1, FLOOR, DRAW);
    List<Variant> variants = List.of(BriefMeasure.variant("", folder()));
    assertEquals(
        List.of(),
        rounds(BriefMeasure::row, plan, variants)
            .measure(plan, variants, () -> lines.toString().contains("1/2")));
    assertEquals(1, read(folder()).size());
  }

  @Test
  void measuresRowsOfOneClassConsecutively() {
    Row other = new Row("dev.kexbench.bench.suite.CodecBenchmark.floor", Map.of("bits", "2048"), 1);
    List<String> order = new ArrayList<>();
    Measure remembering =
        (row, timing, variant) -> {
          order.add(row.benchmarkClass());
          return List.of();
        };
    alone(remembering, FLOOR, other, DRAW);
    assertEquals(FLOOR.benchmarkClass(), order.get(0));
    assertEquals(FLOOR.benchmarkClass(), order.get(1));
    assertEquals(other.benchmarkClass(), order.get(2));
  }

  static Collection<RunResult> failingAtDraw(Row row, Timing timing, Variant variant)
      throws RunnerException {
    if (row.equals(DRAW)) {
      BenchmarkException inside =
          new BenchmarkException(
              "Benchmark error during the run",
              List.of(new IllegalStateException("nothing was drawn")));
      throw new RunnerException("Benchmark caught the exception", inside);
    }
    return BriefMeasure.row(row, timing, variant);
  }

  private static String variants(String line) {
    return line.replaceAll(".*\\[|[^ab]", "");
  }

  private Collection<RunResult> remembered(Row row, Timing timing, Variant variant)
      throws RunnerException {
    assertEquals(1, timing.forks());
    measured.add(variant.name());
    return BriefMeasure.row(row, timing, variant);
  }

  private List<ForkFailure> run(long seed, Measure measure, Row... rows) {
    BenchPlan plan = BriefMeasure.plan(3, rows);
    List<Variant> variants =
        List.of(
            BriefMeasure.variant("a", folder().of("a")),
            BriefMeasure.variant("b", folder().of("b")));
    BenchProgress progress =
        new BenchProgress(new PrintWriter(lines), System::nanoTime, plan, variants);
    return new Rounds(measure, progress, folder(), seed).measure(plan, variants, () -> false);
  }

  private List<ForkFailure> alone(Measure measure, Row... rows) {
    BenchPlan plan = BriefMeasure.plan(1, rows);
    List<Variant> variants = List.of(BriefMeasure.variant("", folder()));
    return rounds(measure, plan, variants).measure(plan, variants, () -> false);
  }

  private Rounds rounds(Measure measure, BenchPlan plan, List<Variant> variants) {
    BenchProgress progress = new BenchProgress(new PrintWriter(lines), () -> nanos, plan, variants);
    return new Rounds(measure, progress, folder(), 7);
  }

  private static List<JmhResult> read(RunFolder folder) {
    return JmhResults.readFolder(folder.path()).results();
  }

  private RunFolder folder() {
    return new RunFolder(temporary);
  }
}
