package dev.kexbench.core.kx1.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The statistics of the timing run, with synthetic times. */
class MedianDifferenceTest {
  private final Random random = new Random(5);

  /** 300 µs, noise of 10 µs, and a slow half in the middle that both classes share. */
  private long[] times(int rounds, long shift) {
    long[] times = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long drift = i > rounds / 4 && i < 3 * rounds / 4 ? 40_000 : 0;
      times[i] = 300_000 + drift + shift + Math.round(10_000 * random.nextGaussian());
    }
    return times;
  }

  @Test
  void aShiftIsFoundAndLiesInTheInterval() {
    var found = MedianDifference.of(times(4_000, 5_000), times(4_000, 0), random);
    assertFalse(found.holdsZero());
    assertTrue(found.low() < 5_000 && found.high() > 5_000, found.toString());
    assertTrue(found.low() <= found.difference() && found.difference() <= found.high());
  }

  @Test
  void aClassDoesNotDifferFromItself() {
    long[] same = times(500, 0);
    var found = MedianDifference.of(same, same, random);
    assertEquals(0, found.difference());
    assertEquals(0, found.reach());
    assertTrue(found.holdsZero());
  }

  /**
   * A 95 % interval misses in one case of twenty; of forty intervals, eight misses are very
   * unlikely.
   */
  @Test
  void withoutAShiftNearlyAllIntervalsIncludeZero() {
    int held = 0;
    for (int run = 0; run < 40; run++) {
      held += MedianDifference.of(times(300, 0), times(300, 0), random).holdsZero() ? 1 : 0;
    }
    assertTrue(held >= 33, "of 40: " + held);
  }

  @Test
  void theMedianIsTheSmallestValueThatHalfDoNotExceed() {
    assertEquals(20, MedianDifference.of(new long[] {30, 10, 20}, new long[3], random).median());
    assertEquals(20, MedianDifference.of(new long[] {9, 20, 30, 40}, new long[4], random).median());
  }
}
