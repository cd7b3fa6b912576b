package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
  private static final long START = Long.MAX_VALUE - 5; // a clock that wraps

  private final RetryDelay delay = new RetryDelay();

  @Test
  void withoutARefusalThereIsNone() {
    assertTrue(delay.isOver(START));
  }

  @Test
  void growsWithEachRefusalUpToALimit() {
    long now = START;
    for (int seconds : new int[] {1, 2, 4, 8, 8, 8}) {
      assertEquals(seconds == 1, delay.refused(now), "only the first one is new");
      long nanos = Duration.ofSeconds(seconds).toNanos();
      assertFalse(delay.isOver(now + nanos - 1));
      now += nanos;
      assertTrue(delay.isOver(now));
    }
  }

  @Test
  void endsWithAnAcceptedConnection() {
    delay.refused(START);
    delay.refused(START);
    delay.reset();
    assertTrue(delay.isOver(START));
    assertTrue(delay.refused(START), "it is new again");
  }
}
