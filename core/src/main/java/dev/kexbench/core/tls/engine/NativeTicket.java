package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.Ticket;
import io.netty.internal.tcnative.SSLSession;
import java.util.Optional;

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

  /** Gives up the session, which the caller then owns; empty if it is closed. */
  synchronized Optional<Long> take() {
    Optional<Long> taken = closed ? Optional.empty() : Optional.of(session);
    closed = true;
    return taken;
  }

  @Override
  public long expiresAtMillis() {
    return expiresAtMillis;
  }

  /** BoringSSL wipes and frees it once no connection uses it. */
  @Override
  public void close() {
    take().ifPresent(SSLSession::free);
  }

  @Override
  public String toString() {
    return "Ticket[until " + expiresAtMillis + "]";
  }
}
