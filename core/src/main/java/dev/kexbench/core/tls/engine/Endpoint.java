package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientId;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** One end of one handshake: its engine, and what the engine's library alone can tell about it. */
abstract class Endpoint {
  private boolean certificateUsed;

  /** Why the server's certificate is refused; null as long as it is not. */
  private String certificateProblem;

  /** Whom the client's certificate names; null as long as none was accepted. */
  private ClientId claimed;

  /** The same engine each time. */
  abstract SSLEngine engine();

  /** Called by a client's trust manager, which an engine asks in full handshakes only. */
  final void usesCertificate() {
    certificateUsed = true;
  }

  final void refuseCertificate(String problem) {
    certificateProblem = problem;
  }

  final Optional<String> certificateProblem() {
    return Optional.ofNullable(certificateProblem);
  }

  /** Called by a server's trust manager: whom the client's certificate names. */
  final void claims(ClientId client) {
    claimed = client;
  }

  /** At a server, the client that a certificate names; whether it holds the key is not known. */
  final Optional<ClientId> claimed() {
    return Optional.ofNullable(claimed);
  }

  /** Whether a server accepts the client of a completed handshake. */
  boolean acceptsClient() {
    return true;
  }

  /** Whether a client's completed handshake showed no certificate, so used no private key. */
  boolean isResumed() {
    return !certificateUsed;
  }

  /** Whether the engine may still hold records after a completed handshake. */
  boolean holdsRecords() {
    return false;
  }

  /** Called once after a completed handshake. */
  void completed() {}

  /** Whether a client has been asked to obtain a ticket. */
  boolean wantsTicket() {
    return false;
  }

  /** Called once when a completed handshake begins to wait for a ticket. */
  void waits() {}

  /** The ticket of a completed handshake, which the caller owns. */
  Optional<Ticket> ticket() {
    return Optional.empty();
  }

  /** Releases what the garbage collector does not. */
  abstract void close();
}
