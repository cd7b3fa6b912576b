package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.record.ResumptionRecorder;
import dev.kexbench.loadgen.record.WireBytes;
import dev.kexbench.results.report.HandshakeKind;
import java.util.Optional;

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

  /** Keeps the ticket that comes with a session; returns whether there is one. */
  boolean keepTicketOf(Session session) {
    Optional<Ticket> ticket = session.takeTicket();
    ticket.ifPresent(each -> tickets.keep(client, each));
    return ticket.isPresent();
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
