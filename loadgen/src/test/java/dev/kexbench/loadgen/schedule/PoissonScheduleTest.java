package dev.kexbench.loadgen.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PoissonScheduleTest {
  private static final double RATE = 2_000;
  private static final int SHARES = 4;
  private static final int GAPS = 200_000;

  /** The mean gap of one share, which has a quarter of the rate. */
  private static final double MEAN_NANOS = 1e9 * SHARES / RATE;

  private static long[] due(long seed, int count) {
    Schedule schedule = Arrivals.POISSON.slice(new Slice(new Steady(RATE), 0, SHARES, seed));
    long[] due = new long[count];
    Arrays.setAll(due, i -> schedule.nextNanos());
    return due;
  }

  private static double[] gaps() {
    long[] due = due(42, GAPS + 1);
    double[] gaps = new double[GAPS];
    Arrays.setAll(gaps, i -> due[i + 1] - due[i]);
    return gaps;
  }

  @Test
  void gapsAreExponentiallyDistributed() {
    double[] gaps = gaps();
    double mean = DoubleStream.of(gaps).average().orElseThrow();
    double variance =
        DoubleStream.of(gaps).map(gap -> (gap - mean) * (gap - mean)).sum() / (GAPS - 1);
    double longerThanMean =
        (double) DoubleStream.of(gaps).filter(gap -> gap > MEAN_NANOS).count() / GAPS;
    // Five standard errors: 1/sqrt(n) of the mean, sqrt(8/n) of the variance.
    assertEquals(MEAN_NANOS, mean, 5 * MEAN_NANOS / Math.sqrt(GAPS));
    assertEquals(1, variance / (MEAN_NANOS * MEAN_NANOS), 5 * Math.sqrt(8.0 / GAPS));
    assertEquals(Math.exp(-1), longerThanMean, 5 * 0.5 / Math.sqrt(GAPS));
  }

  @Test
  void neighbouringGapsAreIndependent() {
    double[] gaps = gaps();
    double covariance = 0;
    for (int i = 1; i < GAPS; i++) {
      covariance += (gaps[i - 1] - MEAN_NANOS) * (gaps[i] - MEAN_NANOS) / (GAPS - 1);
    }
    assertEquals(0, covariance / (MEAN_NANOS * MEAN_NANOS), 5 / Math.sqrt(GAPS));
  }

  @Test
  void dueTimesNeverDecrease() {
    long[] due = due(7, GAPS);
    for (int i = 1; i < due.length; i++) {
      assertTrue(due[i] >= due[i - 1]);
    }
    assertTrue(due[0] >= 0);
  }

  @Test
  void theSeedDeterminesTheDueTimes() {
    assertArrayEquals(due(5, 1_000), due(5, 1_000));
    assertFalse(Arrays.equals(due(5, 1_000), due(6, 1_000)));
  }

  @Test
  void namesOnTheCommandLineAreLowerCase() {
    assertEquals("poisson", Arrivals.POISSON.label());
    assertEquals("constant", Arrivals.CONSTANT.label());
  }
}
