package dev.kexbench.bench.run;

import static dev.kexbench.bench.run.Blink.DRAW;
import static dev.kexbench.bench.run.Blink.FLOOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.JmhResult;
import dev.kexbench.results.report.ReportFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

class RoundsTest {
  @TempDir private Path temporary;
  private final StringWriter lines = new StringWriter();
  private final List<String> measured = new ArrayList<>();

  @Test
  void measuresEveryRowOnEverySideInEveryRound() {
    assertEquals(List.of(), run(7, this::remembered, FLOOR, DRAW));
    assertEquals(4 * 3, measured.size());
    for (String side : List.of("a", "b")) {
      List<JmhResult> results = folder().of(side).read().results();
      assertEquals(List.of(FLOOR, DRAW), results.stream().map(Row::of).toList());
      assertEquals(3, results.get(0).primary().raw().size());
      assertTrue(Files.exists(temporary.resolve(side).resolve("jmh-3.json")));
      assertTrue(Files.exists(temporary.resolve(side).resolve("environment.json")));
    }
    assertEquals(12, lines.toString().lines().count());
    assertTrue(lines.toString().contains("  12/12  "), lines::toString);
    assertTrue(lines.toString().contains("draw source=standard on b "), lines::toString);
  }

  @Test
  void writesDownTheOrderInWhichItMeasured() {
    run(7, this::remembered, FLOOR, DRAW);
    String order = ReportFiles.readText(temporary.resolve("order.json"));
    assertTrue(order.contains("\"seed\" : 7"), order);
    List<String> written =
        order.lines().filter(line -> line.contains("\"sides\"")).map(RoundsTest::sides).toList();
    assertEquals(String.join("", measured), String.join("", written));
    assertEquals(2, new HashSet<>(written).size(), "one order of two sides was never taken");
  }

  @Test
  void takesAnotherOrderByAnotherSeed() {
    run(7, this::remembered, FLOOR, DRAW);
    List<String> first = List.copyOf(measured);
    measured.clear();
    run(1_234_567, this::remembered, FLOOR, DRAW);
    assertNotEquals(first, measured);
  }

  @Test
  void doesNotRepeatARowThatFailed() {
    List<Failure> failures =
        run(
            7,
            (row, pace, side) -> {
              measured.add(side.name());
              return PlanRunTest.failingAtDraw(row, pace, side);
            },
            DRAW);
    assertEquals(2, measured.size());
    assertEquals(2, failures.size());
  }

  private static String sides(String line) {
    return line.replaceAll(".*\\[|[^ab]", "");
  }

  private Collection<RunResult> remembered(Row row, Pace pace, Side side) throws RunnerException {
    assertEquals(1, pace.forks());
    measured.add(side.name());
    return Blink.row(row, pace, side);
  }

  private List<Failure> run(long seed, Measure measure, Row... rows) {
    Plan plan = Blink.plan(3, rows);
    List<Side> sides =
        List.of(Blink.side("a", folder().of("a")), Blink.side("b", folder().of("b")));
    Progress progress = new Progress(new PrintWriter(lines), System::nanoTime, plan, sides);
    return new Rounds(new PlanRun(measure, progress), folder(), seed)
        .measure(plan, sides, () -> false);
  }

  private RunFolder folder() {
    return new RunFolder(temporary);
  }
}
