package dev.kexbench.bench;

import static dev.kexbench.bench.run.BriefMeasure.DRAW;
import static dev.kexbench.bench.run.BriefMeasure.FLOOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.run.BenchPlan;
import dev.kexbench.bench.run.BenchProgress;
import dev.kexbench.bench.run.BriefMeasure;
import dev.kexbench.bench.run.Rounds;
import dev.kexbench.bench.run.RunFolder;
import dev.kexbench.bench.run.Timing;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.suite.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

class FurtherRoundsTest {
  private static final int ROUNDS = 7;

  @TempDir private Path temporary;
  private final StringWriter lines = new StringWriter();
  private final Random random = new Random(3);
  private double noise = 0.01;
  private double slower = 1;
  private long nanos;

  @Test
  void measuresWhatMayHaveChangedAgain() {
    slower = 1.1;
    FurtherRounds further = measure(true, false);
    assertEquals(Map.of(FLOOR, ROUNDS, DRAW, 2 * ROUNDS), forks());
    assertTrue(lines.toString().contains("1 row may have changed: measuring again in 7 more"));
    Comparison comparison = compare(further);
    assertEquals(1, comparison.count(Change.Regressed.class));
  }

  @Test
  void measuresNothingAgainIfNothingChanged() {
    measure(true, false);
    assertEquals(Map.of(FLOOR, ROUNDS, DRAW, ROUNDS), forks());
    assertFalse(lines.toString().contains("again"), lines::toString);
  }

  @Test
  void measuresNothingAgainIfNotAsked() {
    slower = 1.1;
    measure(false, false);
    assertEquals(Map.of(FLOOR, ROUNDS, DRAW, ROUNDS), forks());
  }

  @Test
  void measuresOpenRowsUntilTheyAreDecidedAtAStricterLevel() {
    noise = 0.03;
    FurtherRounds further = measure(false, true);
    assertEquals(0, compare(further).open(), lines::toString);
    assertTrue(further.level() <= 0.05 / 4, "level " + further.level());
    assertTrue(forks().values().stream().anyMatch(count -> count >= 2 * ROUNDS));
  }

  @Test
  void endsWhenTimeIsUp() {
    noise = 2;
    FurtherRounds further = measure(false, true);
    assertTrue(compare(further).open() > 0);
    assertTrue(lines.toString().contains("still undecided after 30 min"), lines::toString);
  }

  private Comparison compare(FurtherRounds further) {
    return OutcomeFiles.read(variants(), further.level()).others().get("new");
  }

  private List<Variant> variants() {
    RunFolder folder = new RunFolder(temporary);
    return List.of(
        BriefMeasure.variant("base", folder.of("base")),
        BriefMeasure.variant("new", folder.of("new")));
  }

  private FurtherRounds measure(boolean confirm, boolean untilDecided) {
    BenchPlan plan = BriefMeasure.plan(ROUNDS, FLOOR, DRAW);
    List<Variant> variants = variants();
    PrintWriter out = new PrintWriter(lines, true);
    FurtherRounds.Settings settings =
        new FurtherRounds.Settings(confirm, untilDecided, Duration.ofMinutes(30), () -> nanos);
    FurtherRounds further = new FurtherRounds(plan, variants, settings, out);
    BenchProgress progress = new BenchProgress(out, () -> nanos, plan, variants);
    Rounds rounds = new Rounds(this::simulated, progress, new RunFolder(temporary), 7);
    rounds.measure(plan, variants, () -> false);
    further.measure(rounds, () -> false);
    return further;
  }

  /** A fork of 2 s whose score is made up: DRAW is slower in the new variant. */
  private Collection<RunResult> simulated(Row row, Timing timing, Variant variant)
      throws RunnerException {
    nanos += Duration.ofSeconds(2).toNanos();
    RunResult real = BriefMeasure.row(row, timing, variant).iterator().next();
    BenchmarkParams params = real.getParams();
    boolean changed = row.equals(DRAW) && variant.name().equals("new");
    double score = (changed ? slower : 1) * 1_000 * Math.exp(noise * random.nextGaussian());
    IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
    iteration.addResult(
        new AverageTimeResult(
            ResultRole.PRIMARY, "score", 1_000, Math.round(1_000 * score), TimeUnit.NANOSECONDS));
    BenchmarkResult fork = new BenchmarkResult(params, List.of(iteration));
    return List.of(new RunResult(params, List.of(fork)));
  }

  private Map<Row, Integer> forks() {
    return JmhResults.readFolder(temporary.resolve("new")).results().stream()
        .collect(Collectors.toMap(Row::of, FurtherRoundsTest::count));
  }

  private static int count(JmhResult result) {
    return result.primary().forks().size();
  }
}
