package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * The tickets of a server with which clients return.
 *
 * @param issued to clients
 * @param refused by cause
 * @param window those that have been used and are remembered, so that each is good once; null if
 *     the server remembers none
 */
public record TicketFigures(
    long issued,
    Map<String, Long> refused,
    @JsonInclude(JsonInclude.Include.NON_NULL) ServerStats.ReplayWindow window) {
  /** Missing causes become empty. */
  public TicketFigures {
    refused = Copies.map(refused);
  }

  TicketFigures plus(TicketFigures other) {
    return new TicketFigures(
        issued + other.issued,
        ServerCounts.sum(refused, other.refused),
        window == null || other.window == null ? null : window.plus(other.window));
  }

  TicketFigures minus(TicketFigures earlier) {
    return earlier == null
        ? this
        : new TicketFigures(
            issued - earlier.issued,
            ServerCounts.difference(refused, earlier.refused),
            window == null ? null : window.minus(earlier.window));
  }
}
