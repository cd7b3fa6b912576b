package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcceptQueueTest {
  private static final int BACKLOG = 1_000;
  private static final int ACCEPTED_A_TURN = 256;

  private final EventLoop loop = new DefaultEventLoop();
  private final EventLoop accepting = new DefaultEventLoop();
  private AcceptQueue queue = new AcceptQueue(BACKLOG);
  private final AtomicLong accepted = new AtomicLong();
  private final CompletableFuture<Long> acceptedAtTheEnd = new CompletableFuture<>();

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    accepting.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  /** Accepts some connections in each turn, until there are so many. */
  private void accept(long most) {
    for (int i = 0; i < ACCEPTED_A_TURN && accepted.get() < most; i++) {
      accepted.incrementAndGet();
      queue.accepted();
    }
    if (accepted.get() < most && !acceptedAtTheEnd.isDone()) {
      loop.schedule(() -> accept(most), 0, TimeUnit.NANOSECONDS);
    }
  }

  private void take(EventLoop from, long most, long endNanos) {
    loop.execute(
        () -> {
          loop.schedule(() -> accept(most), 0, TimeUnit.NANOSECONDS);
          queue.whenEmpty(loop, from, endNanos, () -> acceptedAtTheEnd.complete(accepted.get()));
        });
  }

  private static long later() {
    return System.nanoTime() + TimeUnit.DAYS.toNanos(1);
  }

  private long atTheEnd() {
    eventually("it ends", acceptedAtTheEnd::isDone);
    return acceptedAtTheEnd.join();
  }

  @Test
  void takesAllThatAreQueued() {
    take(loop, BACKLOG, later());
    assertEquals(BACKLOG, atTheEnd());
  }

  @Test
  void takesNoMoreThanTheKernelKeepsWhileOthersConnect() {
    take(loop, Long.MAX_VALUE, later());
    long all = atTheEnd();
    assertTrue(all > BACKLOG && all <= BACKLOG + 2 * ACCEPTED_A_TURN, () -> all + " accepted");
  }

  @Test
  void endsInTimeWhileOthersConnect() {
    int neverReached = Integer.MAX_VALUE;
    queue = new AcceptQueue(neverReached);
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
    take(loop, Long.MAX_VALUE, endNanos);
    assertTrue(atTheEnd() < neverReached);
    assertTrue(System.nanoTime() - endNanos > 0, "not before");
  }

  @Test
  void waitsForTheThreadThatAccepts() {
    CountDownLatch stalled = new CountDownLatch(1);
    AtomicInteger turns = new AtomicInteger();
    CompletableFuture<Void> stall = CompletableFuture.runAsync(() -> await(stalled), accepting);
    take(accepting, 0, later());
    loop.execute(() -> count(turns));
    eventually("the loop has turns meanwhile", () -> turns.get() > 10);
    assertFalse(acceptedAtTheEnd.isDone(), "connections may be queued");
    stalled.countDown();
    stall.join();
    assertEquals(0, atTheEnd());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void count(AtomicInteger turns) {
    turns.incrementAndGet();
    if (!acceptedAtTheEnd.isDone()) {
      loop.schedule(() -> count(turns), 0, TimeUnit.NANOSECONDS);
    }
  }
}
