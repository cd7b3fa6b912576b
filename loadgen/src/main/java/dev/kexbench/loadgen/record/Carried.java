package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Wire;

/**
 * What established handshakes have put on the wire, summed up.
 *
 * @param clientBytes that clients have sent
 * @param serverBytes that the server has sent
 * @param roundTrips answers that were waited for
 */
public record Carried(long clientBytes, long serverBytes, long roundTrips) {
  static final Carried NOTHING = new Carried(0, 0, 0);

  Carried plus(Carried other) {
    return new Carried(
        clientBytes + other.clientBytes,
        serverBytes + other.serverBytes,
        roundTrips + other.roundTrips);
  }

  /** Of each of so many; null where there are none. */
  Wire perHandshake(long handshakes) {
    return Wire.of(clientBytes, serverBytes, roundTrips, handshakes);
  }
}
