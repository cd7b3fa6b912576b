package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.Ticket;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** One end of one handshake: its engine, and what the engine's library alone can tell about it. */
abstract class Endpoint {
  private boolean certificateUsed;

  /** Why the server's certificate is refused; null as long as it is not. */
  private String certificateProblem;

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

  /** The ticket of a completed handshake, which the caller owns. */
  Optional<Ticket> ticket() {
    return Optional.empty();
  }

  /** Releases what the garbage collector does not. */
  abstract void close();
}
