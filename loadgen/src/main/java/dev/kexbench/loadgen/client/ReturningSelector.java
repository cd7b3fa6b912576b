package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.identity.ClientCredentials;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Decides which honest handshakes of one generator loop resume an earlier one, and creates their
 * clients. All honest clients ask for tickets; those that present one are created when they are
 * due, so that no ticket expires in a queue of prepared clients. Confined to its event loop.
 */
final class ReturningSelector {
  /** The tickets that a warm-up collects for moments in which more handshakes than usual begin. */
  static final int RESERVE = 256;

  private final ReturningClients returning;
  private final ClientSide side;
  private final TicketStore tickets;
  private final boolean collecting;
  private final SplittableRandom random;

  /** In a warm-up: every second handshake that could resume does not, until there is a reserve. */
  private boolean resumedLast;

  /**
   * A selector of one phase.
   *
   * @param tickets of the generator loop, for all of its phases
   * @param first whether it is the generator's first phase
   */
  ReturningSelector(
      ReturningClients returning,
      ClientSide side,
      TicketStore tickets,
      boolean first,
      SplittableRandom random) {
    this.returning = returning;
    this.side = side;
    this.tickets = tickets;
    this.collecting = first && returning.collects();
    this.random = random;
  }

  /** Whether the next handshake is to resume an earlier one. */
  boolean resumesNext() {
    if (random.nextDouble() >= returning.share()) {
      return false;
    }
    if (!collecting || tickets.size() >= RESERVE) {
      return true;
    }
    resumedLast = !resumedLast;
    return resumedLast;
  }

  /**
   * A client that presents its ticket.
   *
   * @param withoutTicket creates another client, for a full exchange, if there is no ticket
   */
  PreparedClient resuming(Supplier<PreparedClient> withoutTicket) {
    Optional<TicketStore.Held> held = tickets.take();
    if (held.isEmpty()) {
      PreparedClient other = withoutTicket.get();
      return other instanceof PreparedClient.Streaming full
          ? full.with(TicketUse.Intent.NO_TICKET)
          : other;
    }
    TicketStore.Held one = held.get();
    Resumption resumption = new Resumption(Optional.of(one.ticket()), returning.forwardSecret());
    return new PreparedClient.Streaming(
        side.resume(one.client(), resumption),
        Optional.of(new TicketUse(tickets, one.client(), TicketUse.Intent.RESUME)));
  }

  /** A client that performs a full exchange, and asks for a ticket. */
  PreparedClient full(ClientCredentials client) {
    return new PreparedClient.Streaming(
        side.resume(client, Resumption.first()),
        Optional.of(new TicketUse(tickets, client, TicketUse.Intent.FULL)));
  }
}
