package dev.kexbench.loadgen.client;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Handshakes of TLS 1.3 that are complete, and whose clients wait for a ticket. Servers issue one
 * right after the handshake, or none; if nothing comes, the wait ends after a part of the timeout.
 * Confined to an event loop.
 */
final class TicketWaits {
  /** The wait is a tenth of the timeout of a handshake. */
  private static final int PARTS_OF_TIMEOUT = 10;

  private final long waitNanos;

  /** In the order in which the waits began. */
  private final Set<Handshake> waiting = new LinkedHashSet<>();

  TicketWaits(long timeoutNanos) {
    this.waitNanos = timeoutNanos / PARTS_OF_TIMEOUT;
  }

  void begin(Handshake complete) {
    waiting.add(complete);
  }

  /** To be called for every handshake that has ended. */
  void forget(HandshakeAttempt ended) {
    waiting.remove(ended);
  }

  /** Ends the waits that have taken too long. */
  void endOverdue(long nowNanos) {
    while (!waiting.isEmpty()) {
      Handshake first = waiting.iterator().next();
      if (nowNanos - first.completedNanos() < waitNanos) {
        return;
      }
      waiting.remove(first);
      first.endTicketWait();
    }
  }

  void clear() {
    waiting.clear();
  }
}
