package dev.kexbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
  private final Random random = new Random(7);

  @Test
  void findsEveryLevel() {
    assertEquals(List.of(), ChangePoints.of(series(20, 100)));
    assertEquals(List.of(12), ChangePoints.of(series(12, 100, 110)));
    assertEquals(List.of(10, 20), ChangePoints.of(series(10, 100, 110, 100)));
  }

  @Test
  void findsNothingInFewerThanFourOnASide() {
    assertEquals(8, ChangePoints.fewest());
    assertEquals(List.of(), ChangePoints.of(new double[] {1, 1.1, 1.2, 5, 5.1, 5.2, 5.3}));
    assertEquals(List.of(), ChangePoints.of(new double[0]));
    assertEquals(List.of(), ChangePoints.of(new double[] {3, 3, 3, 3, 3, 3, 3, 3, 3, 3}));
  }

  @Test
  void findsLittleWhereNothingChanged() {
    long found =
        IntStream.range(0, 200).filter(i -> !ChangePoints.of(series(20, 100)).isEmpty()).count();
    assertTrue(found <= 20, "false alarms in 200 series: " + found);
  }

  /** A number of figures at each level, within about 2 % of it. */
  private double[] series(int length, double... levels) {
    return IntStream.range(0, length * levels.length)
        .mapToDouble(i -> levels[i / length] * (1 + 0.02 * random.nextGaussian()))
        .toArray();
  }
}
