package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.Ticket;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/** A ticket in the session cache of a context of its own. */
final class JdkTicket implements Ticket {
  private final JdkClient client;
  private final long expiresAtMillis;

  /** Null once it has been used or closed. */
  private SSLContext context;

  JdkTicket(JdkClient client, SSLContext context, long expiresAtMillis) {
    this.client = client;
    this.context = context;
    this.expiresAtMillis = expiresAtMillis;
  }

  /** Takes the context out of a ticket of this client's; closes any other ticket. */
  static Optional<SSLContext> taken(Ticket given, JdkClient by) {
    if (given instanceof JdkTicket ticket && ticket.client == by) {
      return ticket.take();
    }
    given.close();
    return Optional.empty();
  }

  private synchronized Optional<SSLContext> take() {
    Optional<SSLContext> taken = Optional.ofNullable(context);
    context = null;
    return taken;
  }

  @Override
  public long expiresAtMillis() {
    return expiresAtMillis;
  }

  @Override
  public void close() {
    take().ifPresent(JdkTicket::forget);
  }

  /** Removes the sessions of a context. */
  static void forget(SSLContext context) {
    SSLSessionContext sessions = context.getClientSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
  }

  @Override
  public String toString() {
    return "Ticket[until " + expiresAtMillis + "]";
  }
}
