package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guarantees of every pool with one thread. */
class PoolTest {
  private static final class Spoiled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final AtomicInteger made = new AtomicInteger();

  private Pool<Object> pool(PoolKind kind, int capacity) {
    return kind.create(
        () -> {
          made.incrementAndGet();
          return new Object();
        },
        capacity);
  }

  @ParameterizedTest
  @EnumSource
  void returnsTheResultOfTheTask(PoolKind kind) {
    assertEquals("done", pool(kind, 1).<String>with(borrowed -> "done"));
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_LOCAL", "BOUNDED", "CONFINED"})
  void lendsTheSameObjectAgain(PoolKind kind) {
    Pool<Object> pool = pool(kind, 3);
    Object first = pool.with(borrowed -> borrowed);
    for (int i = 0; i < 10; i++) {
      assertSame(first, pool.<Object>with(borrowed -> borrowed));
    }
    assertEquals(1, made.get());
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_LOCAL", "BOUNDED", "CONFINED"})
  void lendsAnObjectThatWasWarmed(PoolKind kind) {
    Pool<Object> pool = pool(kind, 3);
    List<Object> warmed = new ArrayList<>();
    pool.warm(warmed::add);
    int expected = kind == PoolKind.BOUNDED ? 3 : 1;
    assertEquals(expected, warmed.size());
    for (int i = 0; i < 10; i++) {
      assertTrue(warmed.contains(pool.<Object>with(borrowed -> borrowed)));
    }
    assertEquals(expected, made.get());
  }

  @Test
  void aBoundedPoolIsWholeAfterAWarmUpThatFailed() {
    Pool<Object> pool = pool(PoolKind.BOUNDED, 2);
    assertThrows(
        Spoiled.class,
        () ->
            pool.warm(
                each -> {
                  throw new Spoiled();
                }));
    List<Object> warmed = new ArrayList<>();
    pool.warm(warmed::add);
    assertEquals(2, warmed.size());
    assertEquals(3, made.get(), "one was spoiled");
  }

  @Test
  void freshLendsANewObjectEachTime() {
    Pool<Object> pool = pool(PoolKind.FRESH, 1);
    assertNotSame(pool.<Object>with(borrowed -> borrowed), pool.<Object>with(borrowed -> borrowed));
    assertEquals(2, made.get());
  }

  @ParameterizedTest
  @EnumSource
  void neverLendsAnObjectAgainAfterItsBorrowerThrew(PoolKind kind) {
    Pool<Object> pool = pool(kind, 1);
    Object[] spoiled = new Object[1];
    assertThrows(
        Spoiled.class,
        () ->
            pool.with(
                borrowed -> {
                  spoiled[0] = borrowed;
                  throw new Spoiled();
                }));
    for (int i = 0; i < 3; i++) {
      assertNotSame(spoiled[0], pool.<Object>with(borrowed -> borrowed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void survivesAFactoryThatFails(PoolKind kind) {
    AtomicInteger calls = new AtomicInteger();
    Pool<Integer> pool =
        kind.create(
            () -> {
              if (calls.incrementAndGet() == 1) {
                throw new Spoiled();
              }
              return calls.get();
            },
            1);
    assertThrows(Spoiled.class, () -> pool.with(borrowed -> borrowed));
    assertEquals(2, pool.<Integer>with(borrowed -> borrowed));
  }

  @ParameterizedTest
  @EnumSource
  void nestedBorrowingGetsADifferentObject(PoolKind kind) {
    Pool<Object> pool = pool(kind, 2);
    for (int i = 0; i < 3; i++) {
      pool.with(
          outer -> {
            assertNotSame(outer, pool.<Object>with(inner -> inner));
            return outer;
          });
    }
  }

  @Test
  void aThreadLocalObjectReturnsAfterNestedBorrowing() {
    Pool<Object> pool = pool(PoolKind.THREAD_LOCAL, 1);
    Object outer =
        pool.with(
            borrowed -> {
              pool.with(inner -> inner);
              return borrowed;
            });
    assertSame(outer, pool.<Object>with(borrowed -> borrowed));
  }

  @Test
  void aThreadBeyondTheCapacityCreatesObjectsAndATerminatedThreadsSlotIsReused() throws Exception {
    Pool<Object> pool = pool(PoolKind.CONFINED, 1);
    Object[] mine = new Object[2];
    Thread first = new Thread(() -> mine[0] = pool.<Object>with(borrowed -> borrowed));
    first.start();
    first.join();
    Object here = pool.with(borrowed -> borrowed);
    assertNotSame(mine[0], here);
    Thread beyond = new Thread(() -> mine[1] = pool.<Object>with(borrowed -> borrowed));
    beyond.start();
    beyond.join();
    assertNotSame(here, mine[1]);
    assertSame(here, pool.<Object>with(borrowed -> borrowed));
    assertEquals(3, made.get());
  }

  @ParameterizedTest
  @EnumSource(names = {"BOUNDED", "CONFINED"})
  void aPoolWithACapacityHoldsAtLeastOneObject(PoolKind kind) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> pool(kind, 0));
    assertTrue(refusal.getMessage().contains("at least 1"), refusal.getMessage());
  }

  @Test
  void labelsAreTheCommandLineValues() {
    assertEquals("fresh", PoolKind.FRESH.label());
    assertEquals("thread-local", PoolKind.THREAD_LOCAL.label());
    assertEquals("bounded", PoolKind.BOUNDED.toString());
    assertEquals("confined", PoolKind.CONFINED.toString());
  }
}
