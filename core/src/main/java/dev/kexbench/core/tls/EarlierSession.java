package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Ticket;
import java.util.Optional;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsSession;

/** What a returning client keeps of one handshake for the next: the session that bctls resumes. */
final class EarlierSession {
  private final TlsClientSide clients;
  private final long expiresAtMillis;

  /** Null if the handshake is to be full, or once the session has been passed on. */
  private TlsSession session;

  /** Takes the session out of a ticket of these clients; closes any other ticket. */
  EarlierSession(TlsClientSide clients, Resumption resumption) {
    this.clients = clients;
    Optional<SessionTicket> own =
        resumption
            .ticket()
            .filter(SessionTicket.class::isInstance)
            .map(SessionTicket.class::cast)
            .filter(ticket -> ticket.isOf(clients));
    this.expiresAtMillis = own.map(Ticket::expiresAtMillis).orElse(0L);
    this.session = own.flatMap(SessionTicket::take).orElse(null);
    resumption.ticket().ifPresent(Ticket::close);
  }

  /** The session to resume; null for a full handshake. */
  TlsSession session() {
    return session;
  }

  /**
   * The ticket of a completed handshake; empty if the server keeps no session. The ticket of a
   * resumed one is good for as long as the one before.
   */
  Optional<Ticket> ticketOf(TlsContext finished) {
    TlsSession resumable = finished.getResumableSession();
    if (resumable == null) {
      return Optional.empty();
    }
    boolean resumed = finished.getSecurityParametersConnection().isResumedSession();
    long until =
        resumed
            ? expiresAtMillis
            : clients.clockMillis.getAsLong() + SessionTicket.LONGEST.toMillis();
    if (resumed) {
      session = null; // it is the same
    }
    return Optional.of(new SessionTicket(clients, resumable, until));
  }

  /** Wipes the session, unless a ticket has it. */
  void close() {
    if (session != null) {
      SessionTicket.wipe(session);
      session = null;
    }
  }
}
