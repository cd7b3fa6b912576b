package dev.kexbench.loadgen.client;

import java.util.Optional;

/**
 * What a generator loop keeps of its handshakes for later ones, over all phases. Confined to its
 * event loop.
 */
final class KeptByLoop implements AutoCloseable {
  private final TicketStore tickets;
  private byte[] lastAccepted;

  KeptByLoop(ClientPopulation population) {
    this.tickets =
        new TicketStore(
            population.returning().map(ReturningClients::clockMillis).orElse(() -> 0L),
            TicketStore.MOST);
  }

  /** The tickets of clients that return. */
  TicketStore tickets() {
    return tickets;
  }

  /** Keeps this OFFER, which the server has accepted, for clients that replay one. */
  void accepted(byte[] offer) {
    lastAccepted = offer;
  }

  /** The last OFFER that the server has accepted. */
  Optional<byte[]> lastAccepted() {
    return Optional.ofNullable(lastAccepted);
  }

  /** Wipes the tickets. */
  @Override
  public void close() {
    tickets.close();
  }
}
