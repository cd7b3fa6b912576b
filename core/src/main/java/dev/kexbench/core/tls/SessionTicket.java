package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Ticket;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.tls.SessionParameters;
import org.bouncycastle.tls.TlsSession;

/** A session of TLS 1.2 that its server may resume by its id: what a client keeps in bctls. */
final class SessionTicket implements Ticket {
  /** How long a session may be kept; a server does not say (RFC 5246, appendix F.1.4). */
  static final Duration LONGEST = Duration.ofHours(24);

  private final TlsClientSide clients;
  private final TlsSession session;
  private final long expiresAtMillis;
  private boolean closed;

  SessionTicket(TlsClientSide clients, TlsSession session, long expiresAtMillis) {
    this.clients = clients;
    this.session = session;
    this.expiresAtMillis = expiresAtMillis;
  }

  /** Whether it came from the server of these clients. */
  boolean isOf(TlsClientSide others) {
    return clients == others;
  }

  /** Gives up the session, which the caller then owns; empty if it is closed. */
  synchronized Optional<TlsSession> take() {
    Optional<TlsSession> taken = closed ? Optional.empty() : Optional.of(session);
    closed = true;
    return taken;
  }

  @Override
  public long expiresAtMillis() {
    return expiresAtMillis;
  }

  @Override
  public void close() {
    take().ifPresent(SessionTicket::wipe);
  }

  /** Wipes the master secret of a session, which can then not be resumed any more. */
  static void wipe(TlsSession session) {
    SessionParameters parameters = session.exportSessionParameters();
    if (parameters != null) {
      parameters.clear();
    }
    session.invalidate();
  }

  @Override
  public String toString() {
    return "Ticket[until " + expiresAtMillis + "]";
  }
}
