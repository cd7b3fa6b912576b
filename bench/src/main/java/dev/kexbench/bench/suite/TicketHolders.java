package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ClientCredentials;
import java.util.Optional;

/**
 * One thread's clients of an exchange, each with the ticket of its last handshake. Every handshake
 * must have resumed without the server's private key: both sides say so, none of its uses was
 * counted, and a server with a certificate has not sent it. The last holds for engines that compute
 * with the key themselves, whose uses {@link PrivateKeyCounter} does not see: whoever does not send
 * a certificate proves nothing with its key.
 */
final class TicketHolders {
  static final int CLIENTS = 128;

  /** The shortest certificate of a server here is longer. */
  private static final int CERTIFICATE_BYTES = 256;

  private final PrivateKeyCounter counter;
  private final Handshakes handshakes;
  private final ResumptionKind kind;
  private final boolean showsCertificate;
  private final Ring<Holder> ring;
  private final long privateKeyUses;
  private int fullServerBytes = Integer.MAX_VALUE;
  private Holder current;

  private static final class Holder {
    private final ClientCredentials client;
    private Ticket ticket;

    private Holder(ClientCredentials client, Ticket ticket) {
      this.client = client;
      this.ticket = ticket;
    }
  }

  /** Performs a full handshake with each client. */
  TicketHolders(StreamExchange exchange, CryptoBackend backend, ResumptionKind kind) {
    this.counter = new PrivateKeyCounter(backend);
    this.handshakes = new Handshakes(exchange, counter, Optional.of(ResumptionKind.LIFETIME));
    this.kind = kind;
    this.showsCertificate = exchange.traits().contains(Trait.SHOWS_CERTIFICATE);
    this.ring = Ring.of(CLIENTS, this::met);
    this.privateKeyUses = counter.uses();
  }

  private Holder met() {
    ClientCredentials client = handshakes.next();
    try (MemoryHandshake full = handshakes.begin(client, Resumption.first())) {
      full.answer();
      try (Handshakes.Outcome done = full.finish()) {
        fullServerBytes = Math.min(fullServerBytes, done.serverBytes());
        return new Holder(client, done.client().takeTicket().orElseThrow());
      }
    }
  }

  /** How often the server has used its private key, as far as that is counted. */
  long privateKeyUses() {
    return counter.uses();
  }

  /** The next client makes its first flight; the caller closes the handshake. */
  MemoryHandshake begin() {
    current = ring.next();
    return handshakes.begin(current.client, kind.with(current.ticket));
  }

  /**
   * Completes the handshake that was begun last, whose ticket the client keeps.
   *
   * @throws IllegalStateException if it was not resumed, or the server used its private key
   */
  Handshakes.Outcome finish(MemoryHandshake answered) {
    Handshakes.Outcome done = answered.finish();
    if (!isResumed(done)) {
      done.close();
      throw new IllegalStateException(
          "the exchange was not resumed, or the server used its private key");
    }
    current.ticket = done.client().takeTicket().orElseThrow();
    return done;
  }

  private boolean isResumed(Handshakes.Outcome done) {
    return done.isResumed()
        && done.agrees()
        && counter.uses() == privateKeyUses
        && (!showsCertificate || done.serverBytes() < fullServerBytes - CERTIFICATE_BYTES);
  }
}
