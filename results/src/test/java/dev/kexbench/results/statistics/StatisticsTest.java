package dev.kexbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Intervals and p values against what is known of them. */
class StatisticsTest {
  @Test
  void knowsTheSmallestPValues() {
    // measured against tables: 2 / C(2n, n)
    assertEquals(0.1, apart(3), 1e-9);
    assertEquals(2.0 / 70, apart(4), 1e-9);
    assertEquals(2.0 / 252, apart(5), 1e-9);
    assertEquals(2.0 / 3432, apart(7), 1e-9);
  }

  private static double apart(int runs) {
    List<Double> low = IntStream.range(0, runs).mapToObj(i -> (double) i).toList();
    return RankStatistics.p(low, low.stream().map(value -> value + 100).toList());
  }

  @Test
  void needsFourRunsASideToEverDecide() {
    assertEquals(4, RankStatistics.fewest());
    assertFalse(RankStatistics.canDecide(3, 4));
    assertTrue(RankStatistics.canDecide(3, 5));
    assertFalse(RankStatistics.canDecide(1, 100));
  }

  @Test
  void hasNoPValueOfSingleRuns() {
    assertTrue(Double.isNaN(RankStatistics.p(List.of(1.0), List.of(2.0, 3.0))));
  }

  @Test
  void findsNothingInValuesThatAreAllTied() {
    List<Double> same = List.of(5.0, 5.0, 5.0, 5.0);
    assertEquals(1, RankStatistics.p(same, same), 1e-9);
  }

  @Test
  void correctsAsHolmDoes() {
    assertEquals(List.of(0.03, 0.06, 0.06), Holm.corrected(List.of(0.01, 0.04, 0.03)));
    assertEquals(List.of(1.0, 1.0), Holm.corrected(List.of(0.9, 0.8)));
    List<Double> some = Holm.corrected(List.of(Double.NaN, 0.02));
    assertTrue(some.get(0).isNaN());
    assertEquals(0.02, some.get(1));
  }

  @Test
  void hasAnIntervalRoundTheRatio() {
    Sample base = Sample.of(100, 101, 99, 100.5, 99.5, 100.2, 99.8);
    Sample fresh = Sample.of(110, 111, 109, 110.5, 109.5, 110.2, 109.8);
    ConfidenceInterval interval = new Bootstrap().ratio(base, fresh);
    assertTrue(interval.holds(1.10), interval::toString);
    assertFalse(interval.holds(1.0), interval::toString);
    assertTrue(interval.high() - interval.low() < 0.04, interval::toString);
  }

  @Test
  void leavesAllOpenWithASingleRun() {
    ConfidenceInterval interval = new Bootstrap().ratio(Sample.of(1), Sample.of(1, 2, 3));
    assertEquals(new ConfidenceInterval(0, Double.POSITIVE_INFINITY), interval);
  }

  @Test
  void drawsRunsAndThenTheirObservations() {
    List<Double> iterations = List.of(90.0, 110.0);
    Sample loose = new Sample(List.of(iterations, iterations, iterations, iterations));
    ConfidenceInterval interval = new Bootstrap().ratio(loose, Sample.of(100, 100, 100, 100));
    assertTrue(interval.high() - interval.low() > 0.05, interval::toString);
  }
}
