package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
  private final AtomicLong clock = new AtomicLong(5_000_000);
  private final ReplayWindow window = new ReplayWindow(clock::get);

  private static byte[] tag(long number) {
    return ByteBuffer.allocate(16).putLong(number * 0x9E3779B97F4A7C15L).putLong(number).array();
  }

  @Test
  void aTagIsAcceptedOnce() {
    assertTrue(window.enter(tag(1)));
    assertFalse(window.enter(tag(1)));
    assertTrue(window.enter(tag(2)));
  }

  @Test
  void everyByteOfATagCounts() {
    assertTrue(window.enter(new byte[16]));
    for (int at = 0; at < 16; at++) {
      byte[] other = new byte[16];
      other[at] = 1;
      assertTrue(window.enter(other), "byte " + at);
      assertFalse(window.enter(other), "byte " + at);
    }
  }

  @Test
  void aTagIsKeptForAtLeast60SecondsAndDroppedAfterTwoGenerations() {
    window.enter(tag(1));
    clock.addAndGet(60_000);
    assertFalse(window.enter(tag(1)));
    clock.addAndGet(1);
    assertTrue(window.enter(tag(2)), "rotates");
    clock.addAndGet(60_000);
    assertFalse(window.enter(tag(1)));
    clock.addAndGet(1);
    assertTrue(window.enter(tag(1)), "rotates again");
    assertFalse(window.enter(tag(2)));
  }

  @Test
  void aClockThatStepsBackDropsNoTags() {
    window.enter(tag(1));
    clock.addAndGet(-3_600_000);
    assertFalse(window.enter(tag(1)));
  }

  @Test
  void aFullGenerationIsRotatedEarlyAndCounted() {
    for (long number = 0; number < ReplayWindow.GENERATION_TAGS; number++) {
      window.enter(tag(number));
    }
    assertEquals(0, window.earlyRotations());
    assertTrue(window.enter(tag(-1)));
    assertEquals(1, window.earlyRotations());
    assertFalse(window.enter(tag(0)), "the generation before is still known");
    for (long number = 1; number < ReplayWindow.GENERATION_TAGS; number++) {
      window.enter(tag(-1 - number));
    }
    assertTrue(window.enter(tag(Long.MAX_VALUE)));
    assertEquals(2, window.earlyRotations());
    assertTrue(window.enter(tag(0)), "the one before that is not");
  }

  @Test
  void aRegularRotationIsNotCounted() {
    window.enter(tag(1));
    clock.addAndGet(60_001);
    window.enter(tag(2));
    assertEquals(0, window.earlyRotations());
  }

  /** Threads enter the same tags concurrently: lookup and insertion must be atomic. */
  @Test
  void eachTagIsAcceptedFromOneOfManyThreads() throws Exception {
    int tags = 100_000;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      CyclicBarrier together = new CyclicBarrier(4);
      Callable<Integer> all =
          () -> {
            int entered = 0;
            for (int number = 0; number < tags; number++) {
              if (number % 1_000 == 0) {
                together.await();
              }
              entered += window.enter(tag(number)) ? 1 : 0;
            }
            return entered;
          };
      int sum = 0;
      for (Future<Integer> each : threads.invokeAll(List.of(all, all, all, all))) {
        sum += each.get();
      }
      assertEquals(tags, sum);
    } finally {
      threads.shutdownNow();
    }
  }
}
