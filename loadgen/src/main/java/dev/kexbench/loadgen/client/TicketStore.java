package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The latest ticket of each client of a generator loop, for one use. The client that has waited the
 * longest returns first, so that all of them take turns. Confined to its event loop.
 */
final class TicketStore implements AutoCloseable {
  /** As many as a run's own server has clients; one of KX1 takes some 400 bytes. */
  static final int MOST = 10_000;

  private final LongSupplier clockMillis;
  private final int most;
  private final Map<ClientId, Held> held = new LinkedHashMap<>();
  private boolean closed;

  /** A client and its ticket, which the receiver owns. */
  record Held(ClientCredentials client, Ticket ticket) {
    @Override
    public String toString() {
      return "Held";
    }
  }

  /** An empty store of at most that many tickets. */
  TicketStore(LongSupplier clockMillis, int most) {
    this.clockMillis = clockMillis;
    this.most = most;
  }

  /** Keeps a ticket in place of an earlier one of this client; owns it. */
  void keep(ClientCredentials client, Ticket ticket) {
    if (closed) {
      ticket.close();
      return;
    }
    Held earlier = held.remove(client.id());
    if (earlier != null) {
      earlier.ticket().close();
    }
    held.put(client.id(), new Held(client, ticket));
    if (held.size() > most) {
      next().ticket().close();
    }
  }

  /** Takes a ticket that has not expired; wipes those that have and were kept longer. */
  Optional<Held> take() {
    long now = clockMillis.getAsLong();
    while (!held.isEmpty()) {
      Held next = next();
      if (next.ticket().expiresAtMillis() > now) {
        return Optional.of(next);
      }
      next.ticket().close();
    }
    return Optional.empty();
  }

  private Held next() {
    Iterator<Held> oldest = held.values().iterator();
    Held next = oldest.next();
    oldest.remove();
    return next;
  }

  int size() {
    return held.size();
  }

  /** Wipes all tickets, and from now on every one that is still to be kept. */
  @Override
  public void close() {
    closed = true;
    held.values().forEach(each -> each.ticket().close());
    held.clear();
  }
}
