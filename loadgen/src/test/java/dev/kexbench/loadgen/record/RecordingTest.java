package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private static final long MILLI = 1_000_000;
  private static final Timeline.Cores CPU = new Timeline.Cores(0.5, 0.9, 0.1, 0.2);

  private final Recording recording = new Recording(2, 1_000 * MILLI, Mix.HONEST);
  private final Totals totals = new Totals(1_000 * MILLI);
  private final Timeline timeline = new Timeline();

  private void gather() {
    totals.add(recording.take(0, Interval.Use.NONE));
  }

  private Second endSecond() {
    Interval interval = recording.take(0, Interval.Use.NONE);
    totals.add(interval);
    return timeline.add(interval.counts(), List.of(interval), CPU);
  }

  private void establish(int loop, int count, long totalNanos) {
    for (int i = 0; i < count; i++) {
      LoopRecorder recorder = recording.recorders(loop).of(ClientClass.OK);
      recorder.planned();
      recorder.started(1_000);
      recorder.established(totalNanos, totalNanos - 1_000);
    }
  }

  private static void assertNear(long expected, Long value) {
    assertEquals(expected, value, expected / 500.0);
  }

  @Test
  void countsAreTheSumOverAllLoops() {
    establish(0, 3, MILLI);
    establish(1, 4, MILLI);
    recording.recorders(1).of(ClientClass.OK).planned();
    recording.recorders(1).of(ClientClass.OK).started(0);
    recording.recorders(1).of(ClientClass.OK).failed(FailureCause.BUSY, MILLI, MILLI);
    recording.recorders(0).of(ClientClass.OK).opened();
    recording.recorders(1).of(ClientClass.OK).opened();
    assertEquals(8, recording.counts().started());
    assertEquals(7, recording.counts().established());
    assertEquals(1, recording.counts().failed().get(FailureCause.BUSY));
    assertEquals(2, recording.open());
  }

  @Test
  void percentilesAreThoseOfTheMergedLoops() {
    // 99 fast ones on one loop and 1 slow one on the other: the slow one is the top 1 %.
    establish(0, 99, MILLI);
    establish(1, 1, 100 * MILLI);
    Second second = endSecond();
    assertNear(MILLI, second.p50());
    assertNear(MILLI, second.p99());
    assertNear(100 * MILLI, totals.stages().get(Stage.TOTAL).getValueAtPercentile(99.5));
  }

  private LoopRecorder late(long lagNanos) {
    LoopRecorder recorder = recording.recorders(0).of(ClientClass.OK);
    recorder.planned();
    recorder.started(lagNanos);
    return recorder;
  }

  @Test
  void theDelayOfASecondIsThatOfProbesOrOfStartsWhicheverIsMore() {
    late(2 * MILLI);
    recording.recorders(1).probe().ran(MILLI);
    assertNear(2 * MILLI, endSecond().delayP99());
    late(MILLI);
    recording.recorders(1).probe().ran(3 * MILLI);
    assertNear(3 * MILLI, endSecond().delayP50());
    Second idle = endSecond();
    assertNull(idle.delayP50());
    assertNull(idle.delayP99());
  }

  @Test
  void waitingForASlotIsNoDelayOfTheGenerator() {
    late(MILLI).unhindered(MILLI);
    assertNear(MILLI, endSecond().delayP99());
    late(50 * MILLI).heldUp();
    Second second = endSecond();
    assertNear(50 * MILLI, second.lagP99());
    assertNull(second.delayP99());
  }

  @Test
  void aSecondHoldsTheDifferenceFromThePreviousOne() {
    establish(0, 3, MILLI);
    endSecond();
    establish(1, 2, 5 * MILLI);
    recording.recorders(0).of(ClientClass.OK).planned();
    recording.recorders(0).of(ClientClass.OK).started(0);
    Second second = endSecond();
    assertEquals(1, second.second());
    assertEquals(3, second.planned());
    assertEquals(3, second.started());
    assertEquals(2, second.established());
    assertEquals(1, second.inFlight());
    assertNear(5 * MILLI, second.p50());
    assertEquals(0.5, second.clientCpu());
    assertEquals(0.9, second.serverCpu());
    assertEquals(0.1, second.serverJit());
    assertEquals(List.of(0L, 1L), timeline.seconds().stream().map(Second::second).toList());
  }

  @Test
  void aSecondWithoutACompletedHandshakeHasNoPercentile() {
    Second second = endSecond();
    assertNull(second.p50());
    assertNull(second.p99());
    assertNull(second.lagP99());
  }

  @Test
  void totalsHoldEverySecondAndTheRest() {
    establish(0, 3, MILLI);
    endSecond();
    establish(1, 2, 5 * MILLI);
    gather();
    Histogram total = totals.stages().get(Stage.TOTAL);
    assertEquals(5, total.getTotalCount());
    assertEquals(1, timeline.seconds().size());
    gather();
    assertEquals(5, total.getTotalCount(), "nothing is gathered twice");
  }

  @Test
  void reportsEveryStageUnderItsKey() {
    establish(0, 4, 2 * MILLI);
    gather();
    assertEquals(Stage.values().length, totals.latency().size());
    Latency total = totals.latency().get("total");
    assertEquals(4, total.count());
    assertNear(2 * MILLI, total.max());
    assertEquals(4, total.decode().getTotalCount());
    assertEquals(0, totals.latency().get("connect").count());
  }

  @Test
  void ownLagIsTheLagOfStartsThatDidNotWait() {
    recording.recorders(0).of(ClientClass.OK).unhindered(2 * MILLI);
    recording.recorders(1).of(ClientClass.OK).unhindered(4 * MILLI);
    recording.recorders(1).of(ClientClass.OK).started(500 * MILLI);
    gather();
    gather();
    assertEquals(2, totals.ownLag().getTotalCount());
    assertNear(4 * MILLI, totals.ownLag().getMaxValue());
    assertEquals(1, totals.stages().get(Stage.LAG).getTotalCount());
  }

  @Test
  void theCapIsReachedOnceAnArrivalOfAnyLoopWaits() {
    assertEquals(0, recording.heldUp());
    recording.recorders(1).of(ClientClass.OK).heldUp();
    assertTrue(recording.heldUp() > 0);
  }

  @Test
  void countsHandshakesOfHostileClientsSeparately() {
    Recording mixed = new Recording(1, MILLI, Mix.parse("ok=1,replay=1"));
    mixed.recorders(0).of(ClientClass.OK).established(1, 1);
    mixed.recorders(0).of(ClientClass.REPLAY).established(1, 1);
    mixed.recorders(0).of(ClientClass.REPLAY).established(1, 1);
    assertEquals(1, mixed.counts().established());
    assertEquals(3, mixed.established());
    totals.add(mixed.take(0, Interval.Use.NONE));
    assertEquals(2, totals.establishedByHostile());
  }
}
