package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.NetworkFigures;
import dev.kexbench.results.report.NetworkFigures.Direction;
import dev.kexbench.results.report.Validity;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Counts that do not agree with the server's, each at its limit and just beyond it. The clients
 * have established 1,000 handshakes, less those that failed.
 */
class ConfirmedCheckTest {
  private final Findings run = new Findings();

  private void confirmed(long count) {
    run.confirmed = OptionalLong.of(count);
  }

  @Test
  void anOwnServerThatConfirmsTooFew() {
    confirmed(998);
    run.assertOnly("confirmed", Validity.INVALID);
  }

  @Test
  void anOwnServerThatConfirmsAllButOneInAThousand() {
    confirmed(999);
    run.assertValid();
  }

  @Test
  void aRemoteServerThatConfirmsMoreThanItsClientsEstablished() {
    run.ownServer = false;
    confirmed(1_002);
    run.assertOnly("confirmed", Validity.SUSPECT);
  }

  /** Of 100 packets in each direction, so many do not arrive. */
  private void network(int lostToServer, int lostToGenerator, boolean datagrams, boolean resets) {
    NetworkFigures figures =
        new NetworkFigures(
            "rtt=50ms",
            NetworkFigures.RELAY,
            true,
            25_000_000,
            0.1,
            direction(lostToServer),
            direction(lostToGenerator),
            null);
    run.lost = Optional.of(new LostFlights(figures, datagrams, resets, 0));
  }

  private static Direction direction(int lost) {
    return new Direction(100L - lost, 10_000, lost, 0, 0, null);
  }

  @Test
  void aNetworkThatLosesNothingChangesNothing() {
    network(0, 0, true, true);
    confirmed(1_001);
    run.assertValid();
    confirmed(1_002);
    run.assertOnly("confirmed", Validity.INVALID);
    confirmed(998);
    run.assertOnly("confirmed", Validity.INVALID);
  }

  /** E = 1,000 (1 − 0.99²) = 19.9; with 4 √E = 17.84 and the one in a thousand, 38.74. */
  @Test
  void lastFlightsOfTheServerThatAreLostAreConfirmedOnly() {
    network(0, 1, true, false);
    confirmed(1_038);
    run.assertValid();
    confirmed(1_039);
    run.assertOnly("confirmed", Validity.INVALID);
    confirmed(998); // the other direction has lost nothing
    run.assertOnly("confirmed", Validity.INVALID);
  }

  @Test
  void lastFlightsOfClientsThatAreLostAreEstablishedOnly() {
    network(1, 0, true, false);
    confirmed(962);
    run.assertValid();
    confirmed(961);
    run.assertOnly("confirmed", Validity.INVALID);
    confirmed(1_002);
    run.assertOnly("confirmed", Validity.INVALID);
  }

  /** E = (1,000 + 500) (1 − 0.99²) = 29.85; with 4 √E = 21.85 and the one in a thousand, 52.7. */
  @Test
  void handshakesOfTheWarmUpThatTheServerCountsHaveLossesToo() {
    network(0, 1, true, false);
    run.lost = run.lost.map(each -> new LostFlights(each.network(), true, false, 500));
    confirmed(1_052);
    run.assertValid();
    confirmed(1_053);
    run.assertOnly("confirmed", Validity.INVALID);
  }

  @Test
  void tcpSendsLostFlightsAgain() {
    network(1, 1, false, false);
    confirmed(998);
    run.assertOnly("confirmed", Validity.INVALID);
    confirmed(1_002);
    run.assertOnly("confirmed", Validity.INVALID);
  }

  @Test
  void anRstIsNotSentAgain() {
    network(1, 1, false, true);
    confirmed(962);
    run.assertValid();
    confirmed(961);
    run.assertOnly("confirmed", Validity.INVALID);
  }

  /** Of 995 established, 0.995 is the one in a thousand. */
  @Test
  void aClientThatHasTimedOutMayBeConfirmedThroughANetwork() {
    run.fail(FailureCause.EXCHANGE_TIMEOUT, 5);
    confirmed(1_000);
    run.assertOnly("confirmed", Validity.INVALID);
    network(0, 0, false, false);
    run.assertValid();
    confirmed(1_001);
    run.assertOnly("confirmed", Validity.INVALID);
  }
}
