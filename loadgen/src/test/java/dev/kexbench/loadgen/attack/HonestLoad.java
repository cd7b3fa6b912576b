package dev.kexbench.loadgen.attack;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;

import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** A few honest clients that make one handshake after another until they are stopped. */
final class HonestLoad implements AutoCloseable {
  private static final int THREADS = 2;
  private static final long PAUSE_MILLIS = 25;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final LongAdder established = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean stopped;

  /** A whole handshake. */
  interface Handshake {
    /** Whether the client holds the keys at its end. */
    boolean connect(ClientCredentials client) throws IOException;
  }

  /**
   * The handshakes so far.
   *
   * @param failed ended by the server before any of its deadlines was over
   * @param late failed too, but only after a deadline: this machine may have been too busy for them
   */
  record Count(long established, long failed, long late) {
    long all() {
      return established + failed + late;
    }

    Count minus(Count earlier) {
      return new Count(
          established - earlier.established, failed - earlier.failed, late - earlier.late);
    }
  }

  /** Starts it. */
  HonestLoad(Handshake handshake, List<ClientCredentials> clients) {
    for (int i = 0; i < THREADS; i++) {
      threads.execute(() -> run(handshake, clients));
    }
  }

  private void run(Handshake handshake, List<ClientCredentials> clients) {
    while (!stopped) {
      ClientCredentials client = clients.get(next.getAndIncrement() % clients.size());
      long startNanos = System.nanoTime();
      if (connects(handshake, client)) {
        established.increment();
      } else if (AttackedServer.late(startNanos)) {
        late.increment();
      } else {
        failed.increment();
      }
      pause();
    }
  }

  private static boolean connects(Handshake handshake, ClientCredentials client) {
    try {
      return handshake.connect(client);
    } catch (IOException refused) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Count count() {
    return new Count(established.sum(), failed.sum(), late.sum());
  }

  /** Waits until this many handshakes have ended. */
  void await(long handshakes) {
    eventually(handshakes + " honest handshakes end", () -> count().all() >= handshakes);
  }

  /** Starts no more handshakes, and waits for the end of those in progress. */
  @Override
  public void close() {
    stopped = true;
    threads.shutdown();
    eventually("the honest clients end", this::terminated);
  }

  private boolean terminated() {
    try {
      return threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
