package dev.kexbench.results.report;

/**
 * What an established handshake puts on the wire, above TCP or UDP.
 *
 * @param clientBytes that the client sends
 * @param serverBytes that the server sends before the client is done
 * @param roundTrips how often the client sends and must wait for an answer
 */
public record WireFigures(double clientBytes, double serverBytes, double roundTrips) {
  /** The averages from sums over a number of handshakes; null if that number is 0. */
  public static WireFigures of(
      long clientBytes, long serverBytes, long roundTrips, long handshakes) {
    return handshakes == 0
        ? null
        : new WireFigures(
            (double) clientBytes / handshakes,
            (double) serverBytes / handshakes,
            (double) roundTrips / handshakes);
  }
}
