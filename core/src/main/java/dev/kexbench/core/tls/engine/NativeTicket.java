package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.Ticket;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLSession;

/** A session in BoringSSL's memory. */
final class NativeTicket implements Ticket {
  private final NativeSessions sessions;
  private final long session;
  private final long expiresAtMillis;
  private boolean closed;

  /** Takes ownership of the session. */
  NativeTicket(NativeSessions sessions, long session, long expiresAtMillis) {
    this.sessions = sessions;
    this.session = session;
    this.expiresAtMillis = expiresAtMillis;
  }

  /** Whether it came from a server of these clients. */
  boolean isOf(NativeSessions other) {
    return sessions == other;
  }

  /** Makes a connection offer it, unless it is closed. */
  synchronized void offerIn(long connection) {
    if (!closed) {
      SSL.setSession(connection, session);
    }
  }

  @Override
  public long expiresAtMillis() {
    return expiresAtMillis;
  }

  /** BoringSSL wipes and frees it once no connection uses it. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      SSLSession.free(session);
    }
  }

  @Override
  public String toString() {
    return "Ticket[until " + expiresAtMillis + "]";
  }
}
