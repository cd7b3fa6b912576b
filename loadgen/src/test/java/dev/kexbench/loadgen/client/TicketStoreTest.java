package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicketStoreTest {
  private static final ClientCredentials ANN = TestExchange.CLIENTS.get(0);
  private static final ClientCredentials BEN = TestExchange.CLIENTS.get(1);
  private static final ClientCredentials CEM = TestExchange.CLIENTS.get(2);

  private final AtomicLong clock = new AtomicLong(100);
  private final TicketStore store = new TicketStore(clock::get, 2);

  /** A ticket that knows whether it was wiped. */
  private static final class Watched implements Ticket {
    private final long expiresAtMillis;
    private boolean wiped;

    private Watched(long expiresAtMillis) {
      this.expiresAtMillis = expiresAtMillis;
    }

    @Override
    public long expiresAtMillis() {
      return expiresAtMillis;
    }

    @Override
    public void close() {
      wiped = true;
    }
  }

  private Watched keep(ClientCredentials client, long expiresAtMillis) {
    Watched ticket = new Watched(expiresAtMillis);
    store.keep(client, ticket);
    return ticket;
  }

  private void assertTakes(ClientCredentials client, Ticket ticket) {
    assertEquals(Optional.of(new TicketStore.Held(client, ticket)), store.take());
  }

  @Test
  void clientsReturnInTurnAndEachTicketOnce() {
    Watched first = keep(ANN, 200);
    Watched second = keep(BEN, 200);
    assertTakes(ANN, first);
    assertTakes(BEN, second);
    assertEquals(Optional.empty(), store.take());
    assertFalse(first.wiped || second.wiped, "the taker owns them");
  }

  @Test
  void theLatestTicketOfAClientCounts() {
    Watched earlier = keep(ANN, 200);
    Watched other = keep(BEN, 200);
    Watched latest = keep(ANN, 200);
    assertTrue(earlier.wiped);
    assertTakes(BEN, other);
    assertTakes(ANN, latest);
  }

  @Test
  void anExpiredTicketIsWipedAndNeverPresented() {
    Watched expired = keep(ANN, 150);
    Watched good = keep(BEN, 151);
    clock.set(150);
    assertTakes(BEN, good);
    assertTrue(expired.wiped);
    Watched last = keep(ANN, 150);
    assertEquals(Optional.empty(), store.take());
    assertTrue(last.wiped);
  }

  @Test
  void holdsNoMoreThanItsBound() {
    Watched oldest = keep(ANN, 200);
    keep(BEN, 200);
    keep(CEM, 200);
    assertEquals(2, store.size());
    assertTrue(oldest.wiped);
  }

  @Test
  void wipesAllAtTheEndAndWhatComesLater() {
    Watched kept = keep(ANN, 200);
    store.close();
    Watched late = keep(BEN, 200);
    assertTrue(kept.wiped && late.wiped);
    assertEquals(Optional.empty(), store.take());
  }
}
