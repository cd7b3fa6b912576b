package dev.kexbench.bench.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForkWarmUpTest {
  private static final long MILLI = 1_000_000;

  private final ForkWarmUp warmUp = new ForkWarmUp(6_000, Duration.ofSeconds(10).toNanos());
  private int iterations;

  @Test
  void endsAfterEnoughOperationsInASteadyState() {
    run(1, 100, 50, 0);
    while (!run(1_000, 50, 50, 0)) {
      assertTrue(iterations < 100);
    }
    assertEquals(6_001, warmUp.operations());
    assertFalse(warmUp.limited());
  }

  @Test
  void doesTheSameWorkWithATenthOfACore() {
    run(1, 100, 500, 0);
    while (!run(100, 5, 50, 0)) {
      assertTrue(iterations < 1_000);
    }
    assertEquals(6_001, warmUp.operations());
    assertEquals(60 * 50 * MILLI, warmUp.wallNanos(), MILLI);
    assertFalse(warmUp.limited());
  }

  @Test
  void continuesWhileOperationsBecomeFaster() {
    run(1, 100, 50, 0);
    for (int operations = 10_000; operations < 60_000; operations += operations / 20) {
      assertFalse(run(operations, 50, 50, 0));
    }
  }

  @Test
  void continuesWhileCompilersWork() {
    run(1, 100, 50, 0);
    for (int i = 0; i < 20; i++) {
      assertFalse(run(10_000, 50, 50, 20));
    }
    run(10_000, 50, 50, 0);
    run(10_000, 50, 50, 0);
    assertTrue(run(10_000, 50, 50, 0));
  }

  @Test
  void endsAtItsLimitOfCpuTime() {
    run(1, 2_000, 2_000, 0);
    while (!run(1, 300, 300, 0)) {
      assertTrue(iterations < 100);
    }
    assertTrue(warmUp.limited());
    assertEquals(35, warmUp.operations(), "what 10 s hold, and one in the first iteration");
  }

  @Test
  void endsAtItsLimitOfWallClockTime() {
    run(1, 2_000, 2_000, 0);
    while (!run(1, 10, 1_000, 0)) {
      assertTrue(iterations < 100);
    }
    assertTrue(warmUp.limited());
    assertEquals(61, warmUp.operations());
  }

  /** An iteration with these operations; times are in milliseconds. */
  private boolean run(long operations, long cpu, long wall, long others) {
    iterations++;
    return warmUp.endsWith(new Usage(operations, 1, cpu * MILLI, others * MILLI, wall * MILLI, 0));
  }
}
