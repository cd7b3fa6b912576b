package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.Ticket;
import java.util.Arrays;

/** A client's ticket with the secret that belongs to it. */
final class Kx1Ticket implements Ticket {
  private final Issuer issuer;
  private final byte[] ticket;
  private final byte[] secret;
  private final long expiresAtMillis;
  private boolean closed;

  /** Where a ticket is good: the suite of the full exchange, and the server's key. */
  record Issuer(Suite suite, byte[] fingerprint) {
    boolean is(Issuer other) {
      return suite == other.suite && Arrays.equals(fingerprint, other.fingerprint);
    }
  }

  /**
   * Takes ownership of the secret.
   *
   * @param ticket {@link TicketKeys#TICKET_BYTES} bytes
   * @param secret the resumption secret, 32 bytes
   */
  Kx1Ticket(Issuer issuer, byte[] ticket, byte[] secret, long expiresAtMillis) {
    this.issuer = issuer;
    this.ticket = ticket;
    this.secret = secret;
    this.expiresAtMillis = expiresAtMillis;
  }

  /** Whether it may be presented to this server now. */
  synchronized boolean isGoodFor(Issuer server, long nowMillis) {
    return !closed && nowMillis < expiresAtMillis && issuer.is(server);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  byte[] ticket() {
    return ticket.clone();
  }

  /** A copy of the resumption secret, which the caller wipes. */
  synchronized byte[] secret() {
    return secret.clone();
  }

  @Override
  public long expiresAtMillis() {
    return expiresAtMillis;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Secrets.wipe(secret);
  }

  @Override
  public String toString() {
    return "Ticket[until " + expiresAtMillis + "]";
  }
}
