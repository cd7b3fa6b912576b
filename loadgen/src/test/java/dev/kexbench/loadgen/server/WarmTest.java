package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first client finds crypto objects that have been used before. */
class WarmTest {
  private static final int CLIENTS = 12;

  private static void exchange(RunningServer server) {
    try (Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      peer.send(attempt.confirm(peer.readFrame()));
      peer.hangUp();
    }
  }

  /** Event loops and crypto threads; with 0 of the latter, event loops run crypto. */
  @ParameterizedTest
  @CsvSource({
    "THREAD_LOCAL, 3, 0",
    "THREAD_LOCAL, 1, 3",
    "CONFINED, 3, 0",
    "CONFINED, 1, 3",
    "BOUNDED, 3, 0",
    "BOUNDED, 1, 3"
  })
  void noClientUsesAnObjectForTheFirstTime(PoolKind pool, int loops, int threads) {
    CountedSide counted = new CountedSide();
    Shape shape = new Shape(loops, threads, Shape.queueing(64));
    try (RunningServer server = new RunningServer(shape, timer -> counted.kx1(timer, pool, 3))) {
      assertEquals(3, counted.firstUses());
      assertEquals(0, server.stages().sinceStart("privateKey").getTotalCount());
      for (int i = 0; i < CLIENTS; i++) {
        exchange(server);
      }
      assertEquals(3, counted.firstUses());
      assertEquals(CLIENTS, server.stages().sinceStart("privateKey").getTotalCount());
    }
  }

  /** Without a pool every client has the cost of a first use. */
  @Test
  void withoutAPoolEveryUseIsTheFirst() {
    CountedSide counted = new CountedSide();
    try (RunningServer server =
        new RunningServer(Shape.INLINE, timer -> counted.kx1(timer, PoolKind.FRESH, 1))) {
      int before = counted.firstUses();
      exchange(server);
      exchange(server);
      assertEquals(before + 2, counted.firstUses());
    }
  }

  /** Other keys that come into use nowhere: the threads that are prepared for them. */
  private record Prepared(Set<Thread> threads) implements KeyRotation {
    @Override
    public void warm() {
      threads.add(Thread.currentThread());
    }

    @Override
    public void begin() {
      throw new AssertionError("not asked for");
    }

    @Override
    public boolean end() {
      throw new AssertionError("not asked for");
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "1, 2"})
  void everyThreadThatRunsCryptoIsPreparedForOtherKeys(int loops, int threads) {
    Shape shape = new Shape(loops, threads, Shape.queueing(64));
    Prepared prepared = new Prepared(ConcurrentHashMap.newKeySet());
    try (RunningServer server = RunningServer.kx1(shape)) {
      assertEquals(Math.max(loops, threads), server.prepare(prepared));
      assertEquals(Math.max(loops, threads), prepared.threads().size());
      exchange(server);
    }
  }

  @Test
  void aTaskRunsOnEachCryptoThreadOnce() {
    int threads = 4;
    Set<Thread> ran = ConcurrentHashMap.newKeySet();
    QueueContext context =
        new QueueContext(1, Long.MAX_VALUE, new StageTimings(), new ServerCounters());
    try (ThreadPoolCryptoExecutor executor = new ThreadPoolCryptoExecutor(threads, context)) {
      for (int round = 1; round <= 3; round++) {
        executor.onEachThread(() -> ran.add(Thread.currentThread()));
        assertEquals(threads, ran.size());
      }
      Runnable failing =
          () -> {
            throw new IllegalStateException("a fault that this test has made");
          };
      assertThrows(CompletionException.class, () -> executor.onEachThread(failing));
      executor.onEachThread(() -> ran.add(Thread.currentThread()));
      assertEquals(threads, ran.size());
    }
  }
}
