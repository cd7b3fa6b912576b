package dev.kexbench.bench.run;

import dev.kexbench.bench.run.RunFolder.Turn;
import dev.kexbench.results.suite.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;

/**
 * Measures a plan's rows in rounds: one fork of every row on every variant per round. A temporary
 * disturbance of the machine then affects all of them alike, and no row has all of its forks in a
 * bad minute. Rows of one class are measured consecutively, so that what will be compared is close
 * in time; the order within a class and of the variants is random and recorded. Each result is
 * written to disk at once. In rounds of duets, the two variants of a row are measured at the same
 * time.
 */
public final class Rounds {
  private final RowRun run;
  private final RunFolder folder;
  private final long seed;
  private final boolean duets;
  private final Random random;
  private final List<Turn> turns = new ArrayList<>();
  private int measured;

  /**
   * Creates rounds that write their order to a folder.
   *
   * @param seed for the order
   */
  public Rounds(Measure measure, BenchProgress progress, RunFolder folder, long seed) {
    this(measure, progress, folder, seed, false);
  }

  /**
   * Creates rounds that write their order to a folder.
   *
   * @param seed for the order
   * @param duets whether the two variants of a row are measured at the same time
   */
  public Rounds(
      Measure measure, BenchProgress progress, RunFolder folder, long seed, boolean duets) {
    this.duets = duets;
    this.run = new RowRun(measure, progress);
    this.folder = folder;
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * Measures as many rounds as the plan has forks, unless stopped between two rows. Rounds that
   * this object measured before are kept.
   *
   * @return the rows that have no result
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if JMH cannot run here or
   *     the folder cannot be written
   */
  public List<ForkFailure> measure(
      BenchPlan plan, List<Variant> variants, BooleanSupplier stopped) {
    variants.forEach(Rounds::describe);
    for (int done = 0; done < plan.timing().forks() && !stopped.getAsBoolean(); done++) {
      measured++;
      round(measured, plan, variants, stopped);
      folder.writeOrder(new RunFolder.Order(seed, turns));
    }
    variants.forEach(Rounds::describe);
    return run.failures();
  }

  /**
   * Measures further rounds of some rows of a plan, which are written next to those measured so
   * far: the numbers of the rounds continue.
   *
   * @param plan whose timing applies
   * @param rows of that plan
   * @param rounds how many
   * @return the rows that have no result, those of earlier rounds included
   */
  public List<ForkFailure> measureFurther(
      BenchPlan plan, List<Row> rows, int rounds, Further further) {
    BenchPlan some = plan.of(rows).with(rounds);
    run.expect(some, further.variants());
    return measure(some, further.variants(), further.stopped());
  }

  /**
   * Where further rounds are measured.
   *
   * @param variants those of the rounds before
   * @param stopped asked between two rows
   */
  public record Further(List<Variant> variants, BooleanSupplier stopped) {}

  private static void describe(Variant variant) {
    variant.folder().writeEnvironment(variant.jvm(), variant.build());
  }

  private void round(int round, BenchPlan plan, List<Variant> variants, BooleanSupplier stopped) {
    Map<Variant, List<RunResult>> results = new HashMap<>();
    for (Row row : shuffledWithinClasses(plan.rows())) {
      if (stopped.getAsBoolean()) {
        return;
      }
      List<Variant> order = new ArrayList<>(variants);
      Collections.shuffle(order, random);
      turns.add(new Turn(round, row.label(), order.stream().map(Variant::name).toList()));
      Consumer<Map<Variant, Collection<RunResult>>> keep = some -> keep(some, results, round);
      measure(row, plan.timing().with(1), order, stopped, keep);
    }
  }

  /** Measures a row on all variants: one after the other, or at the same time. */
  private void measure(
      Row row,
      Timing timing,
      List<Variant> order,
      BooleanSupplier stopped,
      Consumer<Map<Variant, Collection<RunResult>>> keep) {
    if (duets) {
      keep.accept(run.duet(row, timing.ofDuet(), order));
      return;
    }
    for (Variant variant : order) {
      if (stopped.getAsBoolean()) {
        return;
      }
      keep.accept(Map.of(variant, run.measured(row, timing, variant)));
    }
  }

  private static void keep(
      Map<Variant, Collection<RunResult>> measured,
      Map<Variant, List<RunResult>> results,
      int round) {
    measured.forEach(
        (variant, some) -> {
          List<RunResult> before = results.computeIfAbsent(variant, any -> new ArrayList<>());
          if (before.addAll(some)) {
            variant.folder().write(before, round);
          }
        });
  }

  private List<Row> shuffledWithinClasses(List<Row> rows) {
    Map<String, List<Row>> classes = new LinkedHashMap<>();
    rows.forEach(
        row -> classes.computeIfAbsent(row.benchmarkClass(), any -> new ArrayList<>()).add(row));
    classes.values().forEach(some -> Collections.shuffle(some, random));
    return classes.values().stream().flatMap(List::stream).toList();
  }
}
