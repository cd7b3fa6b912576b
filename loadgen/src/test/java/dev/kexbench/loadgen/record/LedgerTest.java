package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final long HIGHEST = 1_000_000_000;

  private final Ledger ledger = new Ledger(HIGHEST, cause -> false);

  @Test
  void whatIsPlannedAndNotStartedWaits() {
    ledger.planned();
    ledger.planned();
    ledger.started(5);
    Counts counts = ledger.counts();
    assertEquals(2, counts.planned());
    assertEquals(1, counts.started());
    assertEquals(1, counts.waiting());
    assertEquals(1, counts.inFlight());
    assertEquals(List.of(), counts.brokenConservation());
  }

  @Test
  void everyOutcomeTakesAHandshakeOutOfFlight() {
    for (int i = 0; i < 3 + FailureCause.values().length; i++) {
      ledger.planned();
      ledger.started(0);
    }
    ledger.established(10, 8);
    ledger.timedOut(FailureCause.EXCHANGE_TIMEOUT, 100, 90);
    for (FailureCause cause : FailureCause.values()) {
      ledger.failed(cause, 5, 4);
    }
    Counts counts = ledger.counts();
    assertEquals(1, counts.established());
    assertEquals(1, counts.inFlight());
    assertEquals(2, counts.failed().get(FailureCause.EXCHANGE_TIMEOUT));
    assertEquals(1, counts.failed().get(FailureCause.BAD_ACK));
    assertEquals(List.of(), counts.brokenConservation());
  }

  @Test
  void aTimeoutIsALatencyAndAnotherFailureIsNone() {
    ledger.timedOut(FailureCause.CONNECT_TIMEOUT, 100, 90);
    ledger.failed(FailureCause.REFUSED, 5, 4);
    assertEquals(1, ledger.interval(Stage.TOTAL).getTotalCount());
    assertEquals(1, ledger.interval(Stage.SERVICE).getTotalCount());
  }

  @Test
  void connectionsAreOpenUntilTheyAreClosed() {
    ledger.opened();
    ledger.opened();
    ledger.closed();
    assertEquals(1, ledger.open());
    assertEquals(2, ledger.counts().connectionsOpened());
    assertEquals(1, ledger.counts().connectionsClosed());
  }

  @Test
  void anIntervalHoldsWhatCameSinceTheLastOne() {
    ledger.spent(Stage.CONNECT, 1_000);
    assertEquals(1, ledger.interval(Stage.CONNECT).getTotalCount());
    assertEquals(0, ledger.interval(Stage.CONNECT).getTotalCount());
    ledger.spent(Stage.CONNECT, 2_000);
    ledger.spent(Stage.CONNECT, 3_000);
    assertEquals(2, ledger.interval(Stage.CONNECT).getTotalCount());
    assertEquals(0, ledger.interval(Stage.EXCHANGE).getTotalCount());
  }

  @Test
  void whatIsOutOfRangeCountsAsTheNearestThatIsNot() {
    ledger.spent(Stage.TOTAL, -5);
    ledger.spent(Stage.TOTAL, 10 * HIGHEST);
    Histogram total = ledger.interval(Stage.TOTAL);
    assertEquals(0, total.getMinValue());
    assertEquals(1, total.getCountAtValue(HIGHEST));
  }

  @Test
  void countsLateAcksAndHeldUpArrivals() {
    ledger.lateAck();
    ledger.heldUp();
    assertEquals(1, ledger.counts().lateAcks());
    assertEquals(1, ledger.heldUpCount());
  }

  @Test
  void anOutcomeThatIsExpectedIsNoFailureAndHasItsLatency() {
    Ledger hostile = new Ledger(HIGHEST, FailureCause.REJECTED::equals);
    hostile.planned();
    hostile.planned();
    hostile.started(0);
    hostile.started(0);
    hostile.failed(FailureCause.REJECTED, 7, 6);
    hostile.failed(FailureCause.BUSY, 9, 8);
    Counts counts = hostile.counts();
    assertEquals(1, counts.expected());
    assertEquals(1, counts.failedTotal());
    assertEquals(List.of(), counts.brokenConservation());
    assertEquals(7, hostile.interval(Stage.TOTAL).getMaxValue());
    assertEquals(Set.of(FailureCause.BUSY), hostile.causes());
    assertEquals(9, hostile.failures(FailureCause.BUSY).getMaxValue());
  }

  @Test
  void aDroppedArrivalIsNeitherStartedNorWaiting() {
    ledger.planned();
    ledger.dropped();
    assertEquals(1, ledger.counts().dropped());
    assertEquals(0, ledger.counts().waiting());
    assertEquals(1, ledger.heldUpCount());
  }
}
