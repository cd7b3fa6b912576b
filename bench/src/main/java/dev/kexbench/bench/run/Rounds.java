package dev.kexbench.bench.run;

import dev.kexbench.bench.run.Order.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.results.RunResult;

/**
 * Measures a plan's rows on several sides, a fork at a time: in each round every row on every side,
 * in a random order that is written down. What disturbs the machine for a while disturbs all alike.
 */
public final class Rounds {
  private final PlanRun run;
  private final RunFolder folder;
  private final long seed;
  private final Random random;
  private final List<Turn> turns = new ArrayList<>();

  /**
   * Rounds whose order goes into a folder.
   *
   * @param seed for the order
   */
  public Rounds(PlanRun run, RunFolder folder, long seed) {
    this.run = run;
    this.folder = folder;
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * Measures as many rounds as the plan has forks, unless stopped between two rows.
   *
   * @return the rows that have no result
   */
  public List<Failure> measure(Plan plan, List<Side> sides, BooleanSupplier stopped) {
    sides.forEach(Rounds::describe);
    for (int round = 1; round <= plan.pace().forks() && !stopped.getAsBoolean(); round++) {
      round(round, plan, sides, stopped);
    }
    sides.forEach(Rounds::describe);
    return run.failures();
  }

  private static void describe(Side side) {
    side.folder().writeEnvironment(side.jvm(), side.build());
  }

  private void round(int round, Plan plan, List<Side> sides, BooleanSupplier stopped) {
    Map<Side, List<RunResult>> results = new HashMap<>();
    for (Row row : plan.rows()) {
      if (stopped.getAsBoolean()) {
        return;
      }
      List<Side> order = new ArrayList<>(sides);
      Collections.shuffle(order, random);
      turns.add(new Turn(round, row.label(), order.stream().map(Side::name).toList()));
      folder.writeOrder(new Order(seed, turns));
      for (Side side : order) {
        List<RunResult> before = results.computeIfAbsent(side, any -> new ArrayList<>());
        if (before.addAll(run.measured(row, plan.pace().with(1), side))) {
          side.folder().write(before, round);
        }
      }
    }
  }
}
