package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.statistics.Sample;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RatioTest {
  private static final double[] MACHINE = {1, 2, 1.1, 0.9, 1.6, 1.3, 0.8};

  @Test
  void isTakenWithinRounds() {
    // The machine was up to twice as slow in some rounds, for both rows alike.
    Ratio ratio =
        Ratio.of(
            rounds(DoubleStream.of(MACHINE)), rounds(DoubleStream.of(MACHINE).map(x -> 0.9 * x)));
    assertEquals(0.9, ratio.value(), 1e-9);
    assertEquals(0, ratio.times(1).error(), 1e-9);
    assertFalse(ratio.includesOne());
    assertEquals("0.900  ", ratio.text());
  }

  @Test
  void isUncertainIfRoundsDisagree() {
    Ratio ratio =
        Ratio.of(
            rounds(DoubleStream.of(100, 100, 100, 100, 100, 100, 100)),
            rounds(DoubleStream.of(90, 112, 101, 95, 108, 92, 109)));
    assertTrue(ratio.includesOne());
    assertTrue(ratio.text().endsWith(" ~"), ratio::text);
  }

  @Test
  void isUnknownWithOneRound() {
    Ratio ratio = Ratio.of(rounds(DoubleStream.of(100)), rounds(DoubleStream.of(50)));
    assertTrue(ratio.includesOne());
    assertTrue(Double.isNaN(ratio.times(1).error()));
  }

  /** A score with one fork in each round. */
  private static Score rounds(DoubleStream forks) {
    double[] values = forks.toArray();
    Sample sample = Sample.of(values[0]).in("round 0");
    for (int round = 1; round < values.length; round++) {
      sample = sample.with(Sample.of(values[round]).in("round " + round));
    }
    return Score.of(new Row("a.B.c", Map.of(), 1), sample, "µs/op", 0);
  }
}
