package dev.kexbench.core.exchange;

import java.util.Optional;

/**
 * How a client returns to a server that it knows. Either way it asks the server for a new ticket.
 *
 * @param ticket what it kept of an earlier exchange; empty for a full exchange. The role that
 *     receives it owns it
 * @param forwardSecret whether a resumed exchange includes an ephemeral Diffie-Hellman agreement,
 *     so that its session stays secret if the ticket key and the client's secret are stolen later
 */
public record Resumption(Optional<Ticket> ticket, boolean forwardSecret) {
  /** A full exchange that ends with a ticket. */
  public static Resumption first() {
    return new Resumption(Optional.empty(), false);
  }

  @Override
  public String toString() {
    return "Resumption";
  }
}
