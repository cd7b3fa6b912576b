package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.record.ResumptionRecorder;
import dev.kexbench.loadgen.record.WireBytes;
import dev.kexbench.results.report.HandshakeKind;

/** What one handshake has to do with tickets: whether it presents one, and where its own goes. */
record TicketUse(TicketStore tickets, ClientCredentials client, Intent intent) {
  /** What the handshake was to be. */
  enum Intent {
    /** A full one. */
    FULL,
    /** One that resumes an earlier one with a ticket. */
    RESUME,
    /** One that was to resume, but is full because no client has a ticket. */
    NO_TICKET
  }

  /** Counts its start. */
  void started(ResumptionRecorder recorder) {
    if (intent != Intent.FULL) {
      recorder.toResume(intent == Intent.RESUME);
    }
  }

  /** Keeps the ticket that comes with a session; returns the kind of the handshake. */
  HandshakeKind keepTicketOf(Session session) {
    session.takeTicket().ifPresent(ticket -> tickets.keep(client, ticket));
    return session.resumed() ? HandshakeKind.RESUMED : HandshakeKind.FULL;
  }

  /** Counts it as established. */
  void established(
      ResumptionRecorder recorder,
      HandshakeKind kind,
      ResumptionRecorder.Times times,
      WireBytes carried) {
    if (intent == Intent.RESUME && kind == HandshakeKind.FULL) {
      recorder.ticketRefused();
    }
    recorder.established(kind, times, carried);
  }

  @Override
  public String toString() {
    return "TicketUse[" + intent + "]";
  }
}
