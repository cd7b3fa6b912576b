package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.results.report.HistogramText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTimingsTest {
  private static final int THREADS = 8;
  private static final int EACH = 20_000;

  private final StageTimings stages = new StageTimings();

  /** Runs it on several threads at once, and waits for all of them. */
  private static void concurrently(Runnable work) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                work.run();
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noTimeIsLostOrCountedTwiceWhileOthersRead(boolean own) throws InterruptedException {
    AtomicBoolean writing = new AtomicBoolean(true);
    Thread reader =
        new Thread(
            () -> {
              long last = 0;
              while (writing.get()) {
                long now = stages.sinceStart("queue").getTotalCount();
                assertTrue(now >= last);
                last = now;
              }
            });
    reader.start();
    concurrently(
        () -> {
          if (own) {
            stages.ownRecorders();
          }
          for (int i = 1; i <= EACH; i++) {
            stages.queued(i);
            stages.written(2L * i);
          }
        });
    writing.set(false);
    reader.join();
    Histogram queue = stages.sinceStart("queue");
    assertEquals(THREADS * EACH, queue.getTotalCount());
    assertEquals(1, queue.getMinValue());
    assertTrue(queue.valuesAreEquivalent(EACH, queue.getMaxValue()));
    for (int each : new int[] {1, 1_000, EACH}) {
      long below = queue.getCountBetweenValues(0, queue.highestEquivalentValue(each));
      long range = queue.highestEquivalentValue(each);
      assertEquals(THREADS * Math.min(range, EACH), below);
    }
    assertEquals(
        THREADS * EACH, HistogramText.decode(stages.encoded().get("write")).getTotalCount());
  }

  @Test
  void theTimeOfTheKeyIsNotPartOfTheRestOnThreadsOfBothKinds() throws InterruptedException {
    Runnable task = () -> stages.timed(() -> stages.time(StageTimer.PRIVATE_KEY, () -> "result"));
    task.run();
    Thread crypto =
        new Thread(
            () -> {
              stages.ownRecorders();
              task.run();
            });
    crypto.start();
    crypto.join();
    assertEquals(2, stages.sinceStart("privateKey").getTotalCount());
    assertEquals(2, stages.sinceStart("macAndKeys").getTotalCount());
    assertEquals(0, stages.sinceStart("write").getTotalCount());
  }

  @Test
  void timesOutOfRangeAreClamped() {
    stages.ownRecorders();
    stages.queued(-1);
    stages.queued(Long.MAX_VALUE);
    Histogram queue = stages.sinceStart("queue");
    assertEquals(0, queue.getMinValue());
    assertTrue(queue.valuesAreEquivalent(120_000_000_000L, queue.getMaxValue()));
  }

  @Test
  void countersOfAllThreadsAddUp() throws InterruptedException {
    ServerCounters counters = new ServerCounters();
    concurrently(
        () -> {
          for (int i = 0; i < EACH; i++) {
            counters.opened();
            counters.offers.increment();
            counters.refused(Reason.BUSY);
            counters.closed(CloseCause.PEER);
          }
        });
    assertEquals(THREADS * EACH, counters.counts().connections());
    assertEquals(THREADS * EACH, counters.counts().offers());
    assertEquals(THREADS * EACH, counters.count(Reason.BUSY));
    assertEquals(THREADS * EACH, counters.count(CloseCause.PEER));
    assertEquals(0, counters.open());
  }
}
