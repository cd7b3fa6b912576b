package dev.kexbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  @Test
  void findsNoNoiseWhereAllForksAgree() {
    assertEquals(0, new Resampling(new double[] {5, 5, 5, 5}).noise(2));
  }

  @Test
  void findsTheWholeDistanceBetweenTwoSingleForks() {
    assertEquals(0.25, new Resampling(new double[] {4, 5}).noise(1), 1e-12);
  }

  @Test
  void saysTheSameOfTheSameForks() {
    double[] forks = {300, 310, 305, 299, 320, 303};
    assertEquals(new Resampling(forks).noise(3), new Resampling(forks).noise(3));
  }

  @Test
  void staysAboveNineteenOfTwentyPairsOfRuns() {
    Random random = new Random(5);
    int exceeded = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      double noise = new Resampling(forks(14, random)).noise(7);
      double one = Sample.median(IntStream.range(0, 7).mapToDouble(i -> fork(random)));
      double other = Sample.median(IntStream.range(0, 7).mapToDouble(i -> fork(random)));
      exceeded += Math.max(one, other) / Math.min(one, other) - 1 > noise ? 1 : 0;
    }
    // About 20 are expected; the floor itself is known from 14 forks only.
    assertTrue(exceeded >= 4 && exceeded <= 44, "" + exceeded);
  }

  private static double[] forks(int count, Random random) {
    return IntStream.range(0, count).mapToDouble(i -> fork(random)).toArray();
  }

  private static double fork(Random random) {
    return 300 * (1 + 0.03 * random.nextGaussian());
  }
}
