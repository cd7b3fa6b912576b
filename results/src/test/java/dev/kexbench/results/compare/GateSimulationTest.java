package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.compare.GateSimulation.Counts;
import dev.kexbench.results.compare.GateSimulation.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A few comparisons of each scenario; {@code scripts/test --gate} makes a thousand. */
class GateSimulationTest {
  private static final int COMPARISONS = 60;
  private static final Shape BENCHMARKS = new Shape(20, 7, true);

  @ParameterizedTest
  @EnumSource(GateScenario.class)
  void raisesFewFalseAlarmsAndCoversTheTruth(GateScenario scenario) {
    Counts counts = new GateSimulation(scenario, BENCHMARKS, 3).run(COMPARISONS, 1, false);
    // Five of 100 are allowed: 10 of 60 or more have a probability below 0.001.
    assertTrue(counts.alarms() < 10, counts::toString);
    assertTrue(counts.confirmedAlarms() < 10, counts::toString);
    assertEquals(0.95, counts.share(counts.covered()), 0.03, counts::toString);
  }

  @ParameterizedTest
  @CsvSource({"N3, 0.95", "DRIFT, 0.95", "ITER10, 0.75", "MIX, 0.6"})
  void findsAChangeOfATenth(GateScenario scenario, double share) {
    Counts counts = new GateSimulation(scenario, BENCHMARKS, 4).run(COMPARISONS, 1.1, false);
    assertTrue(counts.share(counts.confirmed()) >= share, counts::toString);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void findsItInFourLoadTestsOfEachSide(boolean paired) {
    Shape runs = new Shape(8, 4, paired);
    Counts counts = new GateSimulation(GateScenario.LOAD, runs, 5).run(COMPARISONS, 1.1, false);
    assertTrue(counts.share(counts.confirmed()) >= 0.85, counts::toString);
    assertTrue(counts.confirmedAlarms() < 10, counts::toString);
  }

  @ParameterizedTest
  @EnumSource(
      value = GateScenario.class,
      names = {"N3", "DRIFT", "ITER10"})
  void theRoundsThatItNamesDecide(GateScenario scenario) {
    Counts counts = new GateSimulation(scenario, BENCHMARKS, 6).run(COMPARISONS, 1.05, true);
    assertTrue(counts.forecasts() > 0, counts::toString);
    assertTrue(counts.decided() >= 0.8 * counts.forecasts(), counts::toString);
  }
}
