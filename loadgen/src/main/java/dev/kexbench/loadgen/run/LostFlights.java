package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.NetworkFigures;

/**
 * How many handshakes server and clients may count differently because of an emulated network. The
 * end that sends the last flight of a handshake takes it as complete; if the flight is lost, or too
 * late, the other end does not.
 *
 * <p>These differ at most:
 *
 * <ul>
 *   <li>Confirmed by the server only: its client has timed out, or was still waiting when an
 *       interrupted run ended, so that there are no more than these. Those that timed out in the
 *       warm-up are in no count of the measured time, so that the expected losses of datagrams are
 *       added.
 *   <li>Established at the client only: the last flight of a client was lost and not sent again, as
 *       happens with datagrams, and on connections that the client closes by RST. TCP delivers what
 *       a FIN follows.
 * </ul>
 *
 * <p>The expected losses: a last flight has up to two packets (RFC 6347, section 4.2.4:
 * ChangeCipherSpec and Finished, which DTLS may send in a datagram each). With the share p of
 * packets that did not arrive in that direction, E = n (1 − (1 − p)²) of n last flights are lost.
 * Their number has a standard deviation of less than √E, of which four are added: without a fault,
 * it is exceeded in fewer than one of 10,000 runs. Flights that are sent again and arrive are
 * counted as lost, so that this is an upper bound.
 *
 * @param network what it did in the measured time
 * @param datagrams whether the exchange sends datagrams
 * @param resets whether clients close their connections by RST
 * @param earlier handshakes of the warm-up that the server has counted as well
 */
record LostFlights(NetworkFigures network, boolean datagrams, boolean resets, long earlier) {
  private static final int LAST_FLIGHT_PACKETS = 2;
  private static final double DEVIATIONS = 4;

  /** The most handshakes that only the server has counted. */
  double mostConfirmedOnly(Counts counts) {
    double unanswered = counts.failed().get(FailureCause.EXCHANGE_TIMEOUT) + counts.inFlight();
    return unanswered + (datagrams ? mostLost(counts, network.toGenerator()) : 0);
  }

  /** The most handshakes that only the clients have counted. */
  double mostEstablishedOnly(Counts counts) {
    return datagrams || resets ? mostLost(counts, network.toServer()) : 0;
  }

  private double mostLost(Counts counts, NetworkFigures.Direction direction) {
    double lost = direction.lost() + direction.queueDropped() + direction.overrun();
    double share = lost == 0 ? 0 : lost / (lost + direction.packets());
    double each = 1 - Math.pow(1 - share, LAST_FLIGHT_PACKETS);
    double expected = (counts.established() + earlier) * each;
    return expected + DEVIATIONS * Math.sqrt(expected);
  }
}
