package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.WireFigures;

/**
 * Bytes and round trips of all established handshakes.
 *
 * @param clientBytes bytes that clients have sent
 * @param serverBytes bytes that the server has sent
 * @param roundTrips replies that clients have waited for
 */
public record WireBytes(long clientBytes, long serverBytes, long roundTrips) {
  static final WireBytes NOTHING = new WireBytes(0, 0, 0);

  WireBytes plus(WireBytes other) {
    return new WireBytes(
        clientBytes + other.clientBytes,
        serverBytes + other.serverBytes,
        roundTrips + other.roundTrips);
  }

  /** The averages over that many handshakes; null if there are none. */
  WireFigures perHandshake(long handshakes) {
    return WireFigures.of(clientBytes, serverBytes, roundTrips, handshakes);
  }
}
