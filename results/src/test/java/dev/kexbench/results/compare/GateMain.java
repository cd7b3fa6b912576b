package dev.kexbench.results.compare;

import dev.kexbench.results.compare.GateSimulation.Counts;
import dev.kexbench.results.compare.GateSimulation.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code scripts/test --gate}: of simulated comparisons with the default settings, how many raise a
 * false alarm, how many find a change, how many intervals hold the truth, and how many forecasts
 * come true?
 */
public final class GateMain {
  private static final int FORECASTS = 200;
  private static final Shape BENCHMARKS = new Shape(20, 7, true);
  private static final Shape APART = new Shape(20, 7, false);
  private static final Shape LOAD_TESTS = new Shape(8, 4, true);

  private static final double ALARMS = 0.05;

  /** How many standard deviations chance exceeds in one of 100 cases. */
  private static final double CHANCE = 2.33;

  private static final double LEAST_COVERED = 0.93;
  private static final double MOST_COVERED = 0.97;
  private static final double LOAD_FOUND = 0.9;
  private static final double DECIDED = 0.8;
  private static final double TENTH = 1.1;
  private static final long SEED = 1;

  private final int comparisons;
  private final List<String> missed = new ArrayList<>();

  private GateMain(int comparisons) {
    this.comparisons = comparisons;
  }

  /** Takes the number of comparisons; exits with 1 if a goal is missed. */
  public static void main(String[] args) {
    GateMain gate = new GateMain(Integer.parseInt(args[0]));
    System.out.printf(
        Locale.ROOT,
        "%,d comparisons of each kind; in %% of comparisons, intervals and forecasts%n"
            + "found: a row that is slower by 3, 5 and 10 %%, without and with a confirmation%n%n"
            + "%-22s %6s %9s %8s %9s   %s%n",
        gate.comparisons,
        "",
        "alarms",
        "confirmed",
        "covered",
        "forecasts",
        "found");
    for (GateScenario scenario : GateScenario.values()) {
      if (scenario == GateScenario.LOAD) {
        gate.report("load tests, 4 runs", scenario, LOAD_TESTS);
      } else {
        gate.report(scenario + ", 7 rounds", scenario, BENCHMARKS);
        gate.report(scenario + ", 7 runs apart", scenario, APART);
      }
    }
    gate.missed.forEach(goal -> System.out.println("missed: " + goal));
    System.exit(gate.missed.isEmpty() ? 0 : 1);
  }

  private void report(String name, GateScenario scenario, Shape shape) {
    Counts none = new GateSimulation(scenario, shape, SEED).run(comparisons, 1, false);
    Counts asked =
        new GateSimulation(scenario, shape, SEED).run(Math.min(comparisons, FORECASTS), 1.05, true);
    StringBuilder found = new StringBuilder();
    double tenth = 0;
    for (double factor : new double[] {1.03, 1.05, TENTH}) {
      Counts counts = new GateSimulation(scenario, shape, SEED).run(comparisons, factor, false);
      tenth = counts.share(counts.confirmed());
      found.append(
          String.format(
              Locale.ROOT, "  %3.0f %3.0f", 100 * counts.share(counts.found()), 100 * tenth));
    }
    double decided = asked.forecasts() == 0 ? 1 : (double) asked.decided() / asked.forecasts();
    System.out.printf(
        Locale.ROOT,
        "%-22s %6.1f %9.1f %8.1f %5.0f/%-4d %s%n",
        name,
        100 * none.share(none.alarms()),
        100 * none.share(none.confirmedAlarms()),
        100 * none.share(none.covered()),
        100 * decided,
        asked.forecasts(),
        found);
    double alarms = Math.max(none.alarms(), none.confirmedAlarms());
    double allowed = ALARMS + CHANCE * Math.sqrt(ALARMS * (1 - ALARMS) / comparisons);
    require(none.share(alarms) <= allowed, name + ": false alarms");
    double covered = none.share(none.covered());
    // Runs of one side that drifted together are not independent: their intervals are too wide.
    boolean tooWide = shape.paired() && covered > MOST_COVERED;
    require(covered >= LEAST_COVERED && !tooWide, name + ": intervals");
    require(decided >= DECIDED, name + ": forecasts");
    require(scenario != GateScenario.LOAD || tenth >= LOAD_FOUND, name + ": a change of 10 %");
  }

  private void require(boolean met, String goal) {
    if (!met) {
      missed.add(goal);
    }
  }
}
