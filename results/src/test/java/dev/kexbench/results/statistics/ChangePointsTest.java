package dev.kexbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.statistics.ChangePoints.Found;
import dev.kexbench.results.statistics.HistorySimulation.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
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

  @Test
  void findsAChangeThatWasUndone() {
    assertEquals(List.of(8, 14), ChangePoints.of(levels(100, 8, 110, 6, 100, 8)));
    assertEquals(List.of(10), ChangePoints.of(levels(100, 10, 110, 10)));
  }

  @Test
  void correctsForTheNumberOfSeries() {
    List<double[]> one = List.of(levels(100, 16, 112, 4));
    assertEquals(List.of(16), ChangePoints.of(one).get(0).points());
    List<double[]> many = new ArrayList<>(one);
    IntStream.range(0, 99).forEach(i -> many.add(levels(100, 20)));
    List<Found> found = ChangePoints.of(many);
    assertTrue(found.get(0).p() > 0.05, () -> "p " + found.get(0).p());
    assertEquals(List.of(), found.get(0).points());
    assertTrue(found.stream().allMatch(each -> each.points().isEmpty()));
  }

  @Test
  void isNotMisledByAHistoryThatDrifts() {
    assertTrue(new HistorySimulation(20, 20, 0.5).rates(20, Shift.NONE).alarms() <= 0.1);
  }

  @Test
  void findsAHumpAtTheLevelOfOneFigure() {
    HistorySimulation simulation = new HistorySimulation(1, 20, 0);
    Shift hump = new Shift(5, 8, 12);
    assertTrue(simulation.rates(40, hump).found() >= 0.6);
  }

  @Test
  void givesTheSamePointsForTheSameHistory() {
    List<double[]> history = new HistorySimulation(5, 30, 0.3).history(new Shift(4, 12, 30));
    assertEquals(ChangePoints.of(history), ChangePoints.of(history));
  }

  /** Levels and how many figures each has, within about 2 %. */
  private double[] levels(double... levelsAndLengths) {
    return IntStream.range(0, levelsAndLengths.length / 2)
        .boxed()
        .flatMapToDouble(
            i ->
                DoubleStream.of(series((int) levelsAndLengths[2 * i + 1], levelsAndLengths[2 * i])))
        .toArray();
  }

  /** A number of figures at each level, within about 2 % of it. */
  private double[] series(int length, double... levels) {
    return IntStream.range(0, length * levels.length)
        .mapToDouble(i -> levels[i / length] * (1 + 0.02 * random.nextGaussian()))
        .toArray();
  }
}
