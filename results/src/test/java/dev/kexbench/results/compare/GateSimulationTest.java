package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.compare.GateSimulation.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate at the noise of a quiet machine; {@code scripts/test --gate} takes that of results. */
class GateSimulationTest {
  private static final Noise QUIET = new Noise(0.02, 0.01, 2);
  private static final int PAIRS = 200;

  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.02, 0.06})
  void raisesFewFalseAlarms(double noise) {
    long alarms = count(1, new Noise(noise, noise / 2, 2), Change.Regressed.class);
    alarms += count(1, new Noise(noise, noise / 2, 2), Change.Improved.class);
    assertTrue(alarms < 0.05 * PAIRS, "false alarms: " + alarms);
  }

  @Test
  void findsAChangeOfATenth() {
    long found = count(1.1, QUIET, Change.Regressed.class);
    assertTrue(found >= 0.9 * PAIRS, "found: " + found);
    assertEquals(0, count(1.1, QUIET, Change.Improved.class));
  }

  @Test
  void learnsTheNoiseFromForks() {
    Sample sample = new Sample(List.of(List.of(99.0, 101.0), List.of(109.0, 111.0)));
    Noise noise = Noise.of(sample);
    assertEquals(2, noise.number());
    assertEquals(0.0134, noise.iterations(), 0.0005);
    assertEquals(0.0667, noise.forks(), 0.001);
  }

  private static long count(double factor, Noise noise, Class<? extends Change> kind) {
    return new GateSimulation(7, 3)
        .pairs(PAIRS, factor, List.of(noise))
        .filter(kind::isInstance)
        .count();
  }
}
