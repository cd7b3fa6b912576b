package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.results.report.ServerCounts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ServerCountersTest {
  /** A session without keys, of a resumed exchange. */
  private static final class ResumedSession implements Session {
    @Override
    public byte[] id() {
      return new byte[16];
    }

    @Override
    public byte[] key(SessionKey which) {
      throw new IllegalStateException("no keys");
    }

    @Override
    public boolean resumed() {
      return true;
    }

    @Override
    public void close() {
      // has no keys to wipe
    }
  }

  private final ServerCounters counters = new ServerCounters();

  private void serve() {
    counters.opened();
    counters.offers.increment();
    counters.acked.increment();
    counters.established(new ResumedSession());
    counters.closed(CloseCause.PEER);
  }

  private static long closed(ServerCounts counts) {
    return counts.closed().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The statistics port reads the counts while event loops write them. */
  @Test
  void noPartExceedsItsWholeWhileEventLoopsGoOn() {
    AtomicBoolean read = new AtomicBoolean();
    CompletableFuture<Void> loop =
        CompletableFuture.runAsync(
            () -> {
              while (!read.get()) {
                serve();
              }
            });
    try {
      ServerCounts counts = counters.counts();
      for (int i = 0; i < 100_000 || counts.connections() == 0 && !loop.isDone(); i++) {
        counts = counters.counts();
        assertTrue(counts.full() >= 0, counts::toString);
        assertTrue(counts.confirmed() <= counts.acked(), counts::toString);
        assertTrue(counts.acked() <= counts.offers(), counts::toString);
        assertTrue(closed(counts) <= counts.connections(), counts::toString);
      }
    } finally {
      read.set(true);
      loop.join();
    }
    assertEquals(0, counters.counts().open());
    assertEquals(counters.counts().connections(), closed(counters.counts()));
  }
}
