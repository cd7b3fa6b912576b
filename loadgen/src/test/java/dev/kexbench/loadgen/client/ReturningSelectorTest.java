package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReturningSelectorTest {
  private static final int DRAWS = 10_000;

  private final TicketStore tickets = new TicketStore(() -> 0, TicketStore.MOST);

  private ReturningSelector selector(double share, boolean collects, boolean first) {
    ReturningClients returning = new ReturningClients(share, true, collects, () -> 0);
    return new ReturningSelector(
        returning, TestExchange.clientSide(), tickets, first, new SplittableRandom(5));
  }

  private static double resuming(ReturningSelector selector) {
    return IntStream.range(0, DRAWS).filter(i -> selector.resumesNext()).count() / (double) DRAWS;
  }

  private static TicketUse.Intent intent(PreparedClient client) {
    client.close();
    return ((PreparedClient.Streaming) client).use().orElseThrow().intent();
  }

  @Test
  void theShareOfHandshakesResumes() {
    assertEquals(0.8, resuming(selector(0.8, false, true)), 0.05);
    assertEquals(0, resuming(selector(0, false, true)));
    assertEquals(1, resuming(selector(1, false, true)));
  }

  /** So that the share holds from the first measured second. */
  @Test
  void halfOfThemOnlyWhileAWarmUpCollectsTickets() {
    assertEquals(0.5, resuming(selector(1, true, true)), 0.01);
    assertEquals(1, resuming(selector(1, true, false)), "a later phase");
    assertEquals(1, resuming(selector(1, false, true)), "no warm-up");
  }

  @Test
  void withoutATicketTheHandshakeIsFullAndSaysSo() {
    ReturningSelector selector = selector(1, false, true);
    PreparedClient full = selector.full(TestExchange.CLIENTS.get(0));
    assertEquals(TicketUse.Intent.NO_TICKET, intent(selector.resuming(() -> full)));
    assertEquals(TicketUse.Intent.FULL, intent(full));
  }

  @Test
  void aTicketIsPresentedByTheClientThatHasIt() {
    StubTicket ticket = new StubTicket();
    tickets.keep(TestExchange.CLIENTS.get(3), ticket);
    ReturningSelector selector = selector(1, false, true);
    PreparedClient.Streaming client =
        (PreparedClient.Streaming) selector.resuming(() -> selector.full(null));
    assertEquals(TestExchange.CLIENTS.get(3), client.use().orElseThrow().client());
    assertEquals(TicketUse.Intent.RESUME, intent(client));
    assertTrue(ticket.wiped, "one of another server is not presented");
    assertFalse(tickets.take().isPresent());
  }

  private static final class StubTicket implements Ticket {
    private boolean wiped;

    @Override
    public long expiresAtMillis() {
      return Long.MAX_VALUE;
    }

    @Override
    public void close() {
      wiped = true;
    }
  }
}
