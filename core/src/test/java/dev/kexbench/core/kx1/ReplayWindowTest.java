package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
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
  private final ReplayWindow window = window(1 << 24);

  private ReplayWindow window(long mostBytes) {
    return new ReplayWindow(clock::get, new SecureRandom(), mostBytes);
  }

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

  /** A stripe rotates when a tag of its own arrives. */
  @Test
  void aTagIsKeptForAtLeast60SecondsAndDroppedAfterTwoGenerations() {
    window.enter(tag(1));
    clock.addAndGet(60_000);
    assertFalse(window.enter(tag(1)));
    clock.addAndGet(1);
    assertFalse(window.enter(tag(1)), "rotates, and keeps the generation before");
    clock.addAndGet(60_000);
    assertFalse(window.enter(tag(1)));
    clock.addAndGet(1);
    assertTrue(window.enter(tag(1)), "rotates again");
    assertFalse(window.enter(tag(1)));
  }

  @Test
  void aClockThatStepsBackDropsNoTags() {
    window.enter(tag(1));
    clock.addAndGet(-3_600_000);
    assertFalse(window.enter(tag(1)));
  }

  @Test
  void tagsBeyondTheBoundRotateSomePartsEarlyAndAreAllAccepted() {
    ReplayWindow small = window(0);
    long capacity = small.counts().capacity();
    long most = small.bytes();
    for (long number = 0; number < 2 * capacity; number++) {
      assertTrue(small.enter(tag(number)));
    }
    assertTrue(small.counts().earlyRotations() > 0);
    assertTrue(small.counts().tags() <= capacity, () -> small.counts().toString());
    assertTrue(small.bytes() <= 2 * most, "both generations, of which there was one at first");
    assertFalse(small.enter(tag(2 * capacity - 1)), "the latest is known");
  }

  /** The tags of a minute at 20,000 OFFERs per second, which one generation of the server holds. */
  @Test
  void aMinuteAtTwentyThousandOffersPerSecondFitsIntoTheWindowOfAServer() {
    ReplayWindow ofServer = window(ReplayWindow.mostBytes(512L << 20));
    int perSecond = 20_000;
    for (int second = 0; second < 61; second++) {
      for (int i = 0; i < perSecond; i++) {
        assertTrue(ofServer.enter(tag((long) second * perSecond + i)));
      }
      clock.addAndGet(1_000);
    }
    assertEquals(61L * perSecond, ofServer.counts().tags());
    assertEquals(0, ofServer.counts().earlyRotations());
    assertFalse(ofServer.enter(tag(61L * perSecond - 1)));
    assertTrue(ofServer.bytes() <= ReplayWindow.mostBytes(512L << 20));
  }

  @Test
  void aTagCostsAtMost43BytesInTablesThatHaveGrown() {
    for (long number = 0; number < 200_000; number++) {
      window.enter(tag(number));
    }
    assertTrue(window.bytes() / 200_000.0 < 43 * 1.1, () -> window.bytes() + " bytes");
  }

  @Test
  void expiredTagsAreNotCounted() {
    for (long number = 0; number < 5_000; number++) {
      window.enter(tag(number));
    }
    assertEquals(5_000, window.counts().tags());
    clock.addAndGet(120_001);
    assertEquals(0, window.counts().tags());
  }

  @Test
  void theBoundIsAThirdOfTheHeapAndNeverMoreThanAGibibyte() {
    assertEquals(128L << 20, ReplayWindow.mostBytes(384L << 20));
    assertEquals(1L << 30, ReplayWindow.mostBytes(64L << 30));
    assertTrue(window(1L << 30).counts().capacity() > 40_000_000);
  }

  @Test
  void aRegularRotationIsNotCounted() {
    window.enter(tag(1));
    clock.addAndGet(60_001);
    window.enter(tag(2));
    assertEquals(0, window.counts().earlyRotations());
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
