package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.compare.GateSimulation.Measured;
import dev.kexbench.results.statistics.SharedRounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate at made-up noise; {@code scripts/test --gate} takes that of results. */
class GateSimulationTest {
  private static final int PAIRS = 100;
  private static final double QUIET = 0.02;
  private static final double UNSTEADY = 0.15;

  private final Random random = new Random(5);

  @ParameterizedTest
  @CsvSource({
    "0.005, 0, APART",
    "0.02, 0, APART",
    "0.06, 0.1, APART",
    "0.01, 0.15, TOGETHER",
    "0.06, 0.15, TOGETHER"
  })
  void raisesFewFalseAlarms(double own, double shared, Measured how) {
    List<Change> changes = changes(1, rounds(own, shared), how);
    long alarms = count(changes, Change.Regressed.class) + count(changes, Change.Improved.class);
    assertTrue(alarms < 0.05 * PAIRS, "false alarms: " + alarms);
  }

  @Test
  void findsAChangeOfATenthOnAQuietMachine() {
    SharedRounds rounds = rounds(QUIET, 0);
    List<Change> changes = changes(1.1, rounds, Measured.APART);
    long found = count(changes, Change.Regressed.class);
    assertTrue(found >= 0.9 * PAIRS, "found: " + found);
    assertEquals(0, count(changes, Change.Improved.class));
  }

  @Test
  void findsItOnAnUnsteadyOneWithinTheRoundsOfBothSides() {
    SharedRounds rounds = rounds(QUIET, UNSTEADY);
    long found = count(changes(1.1, rounds, Measured.TOGETHER), Change.Regressed.class);
    assertTrue(found >= 0.9 * PAIRS, "found: " + found);
    long apart = count(changes(1.1, rounds, Measured.APART), Change.Regressed.class);
    assertTrue(apart < 0.5 * PAIRS, "found without pairing: " + apart);
  }

  private static List<Change> changes(double factor, SharedRounds rounds, Measured how) {
    return new GateSimulation(7, 3).pairs(PAIRS, factor, List.of(rounds), how).toList();
  }

  private static long count(List<Change> changes, Class<? extends Change> kind) {
    return changes.stream().filter(kind::isInstance).count();
  }

  /** Rounds of one build on both sides: by what each fork, and what each round, is off. */
  private SharedRounds rounds(double own, double shared) {
    List<List<Double>> base = new ArrayList<>();
    List<List<Double>> fresh = new ArrayList<>();
    for (int round = 0; round < 300; round++) {
      double level = 1_000 * Math.exp(shared * random.nextGaussian());
      base.add(fork(level, own));
      fresh.add(fork(level, own));
    }
    return new SharedRounds(base, fresh);
  }

  private List<Double> fork(double level, double own) {
    double mean = level * Math.exp(own * random.nextGaussian());
    return List.of(mean * (1 + own / 2 * random.nextGaussian()), mean);
  }
}
