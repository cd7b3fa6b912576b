package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guarantees of every pool with many threads. */
class PoolContentionTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 2_000;
  private static final int CAPACITY = 3;

  /** On a busy machine each wait costs a time slice of another process. */
  private static final int WAIT_EVERY = 20;

  /** Only ends a hang; never reached otherwise. */
  private static final long PATIENCE_SECONDS = 300;

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger inUse = new AtomicInteger();
  private final AtomicInteger mostInUse = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Detects a concurrent borrower, and a borrower after one that threw. */
  private final class Lone {
    private final AtomicBoolean busy = new AtomicBoolean();

    Lone() {
      made.incrementAndGet();
    }

    boolean use(boolean fail, boolean wait) {
      boolean alone = busy.compareAndSet(false, true);
      mostInUse.accumulateAndGet(inUse.incrementAndGet(), Math::max);
      if (wait) {
        Thread.yield();
      }
      inUse.decrementAndGet();
      if (fail) {
        throw new IllegalStateException("spoiled, and left busy");
      }
      busy.set(false);
      return alone;
    }
  }

  /** How often, over all threads, an object had two borrowers at the same time. */
  private int clashes(Pool<Lone> pool, int failEvery) throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    Callable<Integer> borrower =
        () -> {
          together.await();
          int clashes = 0;
          for (int round = 1; round <= ROUNDS; round++) {
            boolean fail = round % failEvery == 0;
            boolean wait = round % WAIT_EVERY == 0;
            try {
              clashes += pool.<Boolean>with(lone -> lone.use(fail, wait)) ? 0 : 1;
            } catch (IllegalStateException e) {
              assertTrue(fail, "failed where it should not");
            }
          }
          return clashes;
        };
    int sum = 0;
    for (Future<Integer> each :
        threads.invokeAll(IntStream.range(0, THREADS).mapToObj(i -> borrower).toList())) {
      sum += each.get();
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void anObjectHasOneBorrowerAtATime(PoolKind kind) throws Exception {
    assertEquals(0, clashes(kind.create(Lone::new, CAPACITY), Integer.MAX_VALUE));
    int expected =
        switch (kind) {
          case FRESH -> THREADS * ROUNDS;
          case THREAD_LOCAL -> THREADS;
          case BOUNDED -> CAPACITY;
          case CONFINED -> CAPACITY + (THREADS - CAPACITY) * ROUNDS;
        };
    assertTrue(made.get() <= expected, "made " + made);
  }

  @ParameterizedTest
  @EnumSource
  void anObjectIsNotLentAgainAfterItsBorrowerThrew(PoolKind kind) throws Exception {
    assertEquals(0, clashes(kind.create(Lone::new, CAPACITY), 10));
    assertTrue(made.get() >= THREADS * ROUNDS / 10, "made " + made);
  }

  @Test
  void aBoundedPoolNeverHasMoreThanItsCapacityInUse() throws Exception {
    clashes(PoolKind.BOUNDED.create(Lone::new, CAPACITY), 100);
    assertTrue(mostInUse.get() <= CAPACITY, "in use at once: " + mostInUse);
  }

  @Test
  void aBorrowerBeyondTheCapacityWaitsUntilAnObjectIsReturned() throws Exception {
    Pool<Lone> pool = PoolKind.BOUNDED.create(Lone::new, 1);
    CountDownLatch lent = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Lone> first =
        threads.submit(
            () ->
                pool.<Lone>with(
                    lone -> {
                      lent.countDown();
                      await(release);
                      return lone;
                    }));
    await(lent);
    Thread waiter = new Thread(() -> pool.with(lone -> lone));
    waiter.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (waiter.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(Thread.State.WAITING, waiter.getState());
    release.countDown();
    waiter.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertEquals(Thread.State.TERMINATED, waiter.getState());
    assertEquals(first.get(), pool.<Lone>with(lone -> lone));
    assertEquals(1, made.get());
  }

  @Test
  void eachThreadHasItsOwnThreadLocalObject() throws Exception {
    Pool<Lone> pool = PoolKind.THREAD_LOCAL.create(Lone::new, 1);
    Lone mine = pool.with(lone -> lone);
    Future<Lone> others = threads.submit(() -> pool.<Lone>with(lone -> lone));
    assertNotSame(mine, others.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
