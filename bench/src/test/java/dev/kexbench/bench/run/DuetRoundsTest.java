package dev.kexbench.bench.run;

import static dev.kexbench.bench.run.BriefMeasure.DRAW;
import static dev.kexbench.bench.run.BriefMeasure.FLOOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.jmh.ForkShares;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.suite.Row;
import dev.kexbench.results.suite.Score;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

class DuetRoundsTest {
  private static final int ROUNDS = 5;

  @TempDir private Path temporary;
  private final StringWriter lines = new StringWriter();

  @Test
  void measuresBothVariantsOfARowAtOnceInEveryRound() {
    SimulatedDuets duets = new SimulatedDuets(0.98);
    assertEquals(List.of(), measure(duets, FLOOR, DRAW));
    assertEquals(2 * ROUNDS, duets.started().size());
    assertEquals(2, new HashSet<>(duets.started()).size(), "always the same one started first");
    assertTrue(lines.toString().contains("20/20"), lines::toString);
    for (String name : List.of("a", "b")) {
      List<JmhResult> results = read(name);
      assertEquals(2, results.size());
      for (JmhResult result : results) {
        assertTrue(result.isDuet());
        assertEquals(ROUNDS, result.time().forks().size());
      }
    }
  }

  @Test
  void comparesCpuTimeAndNoWallClockTime() {
    measure(new SimulatedDuets(0.98), FLOOR);
    Comparison comparison = compare("a", "b");
    assertEquals(
        List.of("cpu.norm"),
        comparison.pairs().stream().map(pair -> pair.base().key().figure()).toList());
    assertEquals(1, comparison.count(Change.Regressed.class));
    assertEquals(List.of(), comparison.comparability().invalid());
    assertEquals(Optional.empty(), ForkShares.of(read("a")).reason());
    double value = Score.read(temporary.resolve("a")).get(0).value();
    assertTrue(value > 1_000 && value < 1_010, () -> "score " + value);
  }

  @Test
  void isNotComparableWithForksThatRanAlone() {
    measure(new SimulatedDuets(0.98), FLOOR);
    BenchPlan plan = BriefMeasure.plan(ROUNDS, FLOOR);
    Variant alone = BriefMeasure.variant("alone", new RunFolder(temporary.resolve("alone")));
    PrintWriter out = new PrintWriter(lines);
    BenchProgress progress = new BenchProgress(out, System::nanoTime, plan, List.of(alone));
    new Rounds(DuetRoundsTest::withCpuTime, progress, new RunFolder(temporary), 7)
        .measure(plan, List.of(alone), () -> false);
    List<String> differences = compare("a", "alone").comparability().differences();
    assertEquals(1, differences.size(), differences::toString);
    assertTrue(differences.get(0).startsWith("duet: yes in "), differences::toString);
  }

  /** As {@link SimulatedDuets}, without what only a duet has. */
  private static Collection<RunResult> withCpuTime(Row row, Timing timing, Variant variant)
      throws RunnerException {
    Measure.Fork fork = new SimulatedDuets(1).duet(row, timing, List.of(variant)).get(0);
    RunResult duet = fork.results().iterator().next();
    duet.getBenchmarkResults()
        .forEach(
            result ->
                result
                    .getIterationResults()
                    .forEach(
                        each ->
                            each.getRawSecondaryResults()
                                .keys()
                                .removeIf(name -> name.startsWith("duet."))));
    return List.of(duet);
  }

  @Test
  void dropsARoundInWhichAForkRanAloneForTooLong() {
    List<ForkFailure> failures = measure(new SimulatedDuets(0.896), FLOOR);
    assertEquals(
        "[SecureRandomBenchmark.floor: in no round did the two forks overlap for at least"
            + " 90 % of the time]",
        failures.toString());
    assertFalse(Files.exists(temporary.resolve("a/jmh-1.json")));
    assertFalse(Files.exists(temporary.resolve("b/jmh-1.json")));
    assertTrue(
        lines
            .toString()
            .contains(
                "SecureRandomBenchmark.floor: this round does not count: its forks overlapped for only"
                    + " 89 % of the time"),
        lines::toString);
  }

  @Test
  void keepsNeitherSideIfOneFails() {
    Measure failing =
        new Measure() {
          @Override
          public Collection<RunResult> row(Row row, Timing timing, Variant variant) {
            throw new AssertionError("not one at a time");
          }

          @Override
          public List<Fork> duet(Row row, Timing timing, List<Variant> sides) {
            List<Fork> forks = new SimulatedDuets(1).duet(row, timing, sides);
            return List.of(
                forks.get(0),
                () -> {
                  throw new IllegalStateException("it ended");
                });
          }
        };
    List<ForkFailure> failures = measure(failing, FLOOR);
    assertEquals(1, failures.size(), failures::toString);
    assertTrue(failures.get(0).toString().endsWith("it ended"), failures::toString);
    assertFalse(Files.exists(temporary.resolve("a/jmh-1.json")));
    assertFalse(Files.exists(temporary.resolve("b/jmh-1.json")));
    assertTrue(lines.toString().contains("failed before, not repeated"), lines::toString);
  }

  @Test
  void leavesOutRowsWithSeveralThreads() {
    BenchPlan plan = BriefMeasure.plan(ROUNDS, FLOOR, DRAW.with(2)).ofOneThread();
    assertEquals(List.of(FLOOR), plan.rows());
    assertEquals(
        List.of("left out: 1 row with more than one thread, which --duet cannot measure"),
        plan.notes());
    assertEquals(List.of(), BriefMeasure.plan(ROUNDS, FLOOR, DRAW).ofOneThread().notes());
    BenchPlan several = BriefMeasure.plan(ROUNDS, DRAW.with(2));
    assertThrows(IllegalArgumentException.class, several::ofOneThread);
  }

  private Comparison compare(String base, String fresh) {
    Map<String, Path> folders = new LinkedHashMap<>();
    folders.put(base, temporary.resolve(base));
    folders.put(fresh, temporary.resolve(fresh));
    return SideBySide.read(folders, 0.05, AllowedDifferences.NONE).others().get(fresh);
  }

  private List<ForkFailure> measure(Measure measure, Row... rows) {
    BenchPlan plan = BriefMeasure.plan(ROUNDS, rows);
    RunFolder folder = new RunFolder(temporary);
    List<Variant> variants =
        List.of(
            BriefMeasure.variant("a", folder.of("a")), BriefMeasure.variant("b", folder.of("b")));
    PrintWriter out = new PrintWriter(lines);
    BenchProgress progress = new BenchProgress(out, System::nanoTime, plan, variants);
    return new Rounds(measure, progress, folder, 7, true).measure(plan, variants, () -> false);
  }

  private List<JmhResult> read(String variant) {
    return JmhResults.readFolder(temporary.resolve(variant)).results();
  }
}
