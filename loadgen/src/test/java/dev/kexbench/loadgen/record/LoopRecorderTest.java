package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoopRecorderTest {
  private static final long HIGHEST = 1_000_000_000;

  private final LoopRecorder recorder = new LoopRecorder(HIGHEST, cause -> false);
  private final IntervalRecorder.Spare spare = new IntervalRecorder.Spare(HIGHEST);

  private Histogram interval(LoopRecorder of, Stage stage) {
    Histogram sum = new Histogram(HIGHEST, Recording.DIGITS);
    of.addTo(sum, stage, spare);
    return sum;
  }

  @Test
  void countsPlannedButNotStartedAsWaiting() {
    recorder.planned();
    recorder.planned();
    recorder.started(5);
    Counts counts = recorder.counts();
    assertEquals(2, counts.planned());
    assertEquals(1, counts.started());
    assertEquals(1, counts.waiting());
    assertEquals(1, counts.inFlight());
    assertEquals(List.of(), counts.brokenConservation());
  }

  /** Another thread reads the counts while the event loop writes them. */
  @Test
  void noCountIsNegativeWhileHandshakesGoOn() {
    AtomicBoolean read = new AtomicBoolean();
    CompletableFuture<Void> loop =
        CompletableFuture.runAsync(
            () -> {
              while (!read.get()) {
                recorder.planned();
                recorder.started(0);
                recorder.opened();
                recorder.established(10, 8);
                recorder.closed();
                recorder.planned();
                recorder.started(0);
                recorder.failed(FailureCause.REFUSED, 5, 4);
              }
            });
    try {
      for (int i = 0; i < 100_000 || recorder.counts().started() == 0 && !loop.isDone(); i++) {
        Counts counts = recorder.counts();
        assertTrue(counts.inFlight() >= 0, counts::toString);
        assertTrue(counts.waiting() >= 0, counts::toString);
        assertTrue(counts.connectionsOpened() >= counts.connectionsClosed(), counts::toString);
        assertTrue(recorder.open() >= 0);
      }
    } finally {
      read.set(true);
      loop.join();
    }
    assertEquals(0, recorder.counts().inFlight());
  }

  @Test
  void everyOutcomeEndsAHandshakeInFlight() {
    for (int i = 0; i < 3 + FailureCause.values().length; i++) {
      recorder.planned();
      recorder.started(0);
    }
    recorder.established(10, 8);
    recorder.timedOut(FailureCause.EXCHANGE_TIMEOUT, 100, 90);
    for (FailureCause cause : FailureCause.values()) {
      recorder.failed(cause, 5, 4);
    }
    Counts counts = recorder.counts();
    assertEquals(1, counts.established());
    assertEquals(1, counts.inFlight());
    assertEquals(2, counts.failed().get(FailureCause.EXCHANGE_TIMEOUT));
    assertEquals(1, counts.failed().get(FailureCause.BAD_ACK));
    assertEquals(List.of(), counts.brokenConservation());
  }

  @Test
  void recordsALatencyForATimeoutButNotForOtherFailures() {
    recorder.timedOut(FailureCause.CONNECT_TIMEOUT, 100, 90);
    recorder.failed(FailureCause.REFUSED, 5, 4);
    assertEquals(1, interval(recorder, Stage.TOTAL).getTotalCount());
    assertEquals(1, interval(recorder, Stage.SERVICE).getTotalCount());
  }

  @Test
  void connectionsAreOpenUntilTheyAreClosed() {
    recorder.opened();
    recorder.opened();
    recorder.closed();
    assertEquals(1, recorder.open());
    assertEquals(2, recorder.counts().connectionsOpened());
    assertEquals(1, recorder.counts().connectionsClosed());
  }

  @Test
  void anIntervalHoldsWhatWasRecordedSinceTheLastOne() {
    recorder.spent(Stage.CONNECT, 1_000);
    assertEquals(1, interval(recorder, Stage.CONNECT).getTotalCount());
    assertEquals(0, interval(recorder, Stage.CONNECT).getTotalCount());
    recorder.spent(Stage.CONNECT, 2_000);
    recorder.spent(Stage.CONNECT, 3_000);
    assertEquals(2, interval(recorder, Stage.CONNECT).getTotalCount());
    assertEquals(0, interval(recorder, Stage.EXCHANGE).getTotalCount());
  }

  @Test
  void clampsValuesOutOfRange() {
    recorder.spent(Stage.TOTAL, -5);
    recorder.spent(Stage.TOTAL, 10 * HIGHEST);
    Histogram total = interval(recorder, Stage.TOTAL);
    assertEquals(0, total.getMinValue());
    assertEquals(1, total.getCountAtValue(HIGHEST));
  }

  @Test
  void countsLateAcksAndArrivalsAtTheLimit() {
    recorder.lateAck();
    recorder.heldUp();
    assertEquals(1, recorder.counts().lateAcks());
    assertEquals(1, recorder.heldUpCount());
  }

  @Test
  void anExpectedOutcomeIsNotAFailureAndHasALatency() {
    LoopRecorder hostile = new LoopRecorder(HIGHEST, FailureCause.REJECTED::equals);
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
    assertEquals(7, interval(hostile, Stage.TOTAL).getMaxValue());
    assertEquals(Set.of(FailureCause.BUSY), hostile.causes());
    Histogram failures = new Histogram(HIGHEST, Recording.DIGITS);
    hostile.addFailuresTo(failures, FailureCause.BUSY, spare);
    assertEquals(9, failures.getMaxValue());
  }

  @Test
  void aDroppedArrivalIsNeitherStartedNorWaiting() {
    recorder.planned();
    recorder.dropped(1_000);
    assertEquals(1, recorder.counts().dropped());
    assertEquals(0, recorder.counts().waiting());
    assertEquals(1, recorder.heldUpCount());
  }
}
