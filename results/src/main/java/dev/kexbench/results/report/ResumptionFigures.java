package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * The handshakes of a run with returning clients, by kind.
 *
 * @param toResume started handshakes that were to resume an earlier one
 * @param withoutTicket those of them for which no client had a ticket: they were full
 * @param refusedTickets established handshakes whose ticket the server refused: they were full
 * @param notIssued established handshakes that have brought no ticket for a later one
 * @param waitEnded those of them, in TLS 1.3, in which the server sent nothing after the handshake
 *     while the client waited for a ticket
 * @param kinds full and resumed handshakes, by {@link HandshakeKind#label()}
 */
public record ResumptionFigures(
    long toResume,
    long withoutTicket,
    long refusedTickets,
    long notIssued,
    long waitEnded,
    Map<String, Kind> kinds) {
  /** Missing kinds become empty. */
  public ResumptionFigures {
    kinds = Copies.map(kinds);
  }

  /**
   * The established handshakes of one kind.
   *
   * @param established how many
   * @param latency by {@link Stage#key()}, of the stages that depend on the kind
   * @param wire bytes and round trips of a handshake, or null if there was none
   */
  public record Kind(
      long established,
      Map<String, Latency> latency,
      @JsonInclude(JsonInclude.Include.NON_NULL) WireFigures wire) {
    /** A missing latency becomes empty. */
    public Kind {
      latency = Copies.map(latency);
    }
  }

  /** The handshakes of a kind; none if the report has none. */
  public Kind of(HandshakeKind kind) {
    return kinds.getOrDefault(kind.label(), new Kind(0, Map.of(), null));
  }

  /** The share of established handshakes that were resumed; null if none was established. */
  public Double resumedShare() {
    long resumed = of(HandshakeKind.RESUMED).established();
    long all = resumed + of(HandshakeKind.FULL).established();
    return all == 0 ? null : (double) resumed / all;
  }
}
