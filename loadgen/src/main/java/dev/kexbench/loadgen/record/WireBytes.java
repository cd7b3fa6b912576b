package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.WireFigures;

/**
 * What all established handshakes have put on the wire.
 *
 * @param clientBytes that clients have sent
 * @param serverBytes that the server has sent
 * @param roundTrips answers that were waited for
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
