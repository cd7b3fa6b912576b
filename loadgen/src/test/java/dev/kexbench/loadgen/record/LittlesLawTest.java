package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.LittlesLaw;
import dev.kexbench.results.report.Stage;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Simulated handshakes, with times in simulated nanoseconds. */
class LittlesLawTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final Recording recording = new Recording(2, SECOND, Mix.HONEST);

  private LoopRecorder loop(int index) {
    return recording.recorders(index).of(ClientClass.OK);
  }

  /** Ten handshakes in flight for ten seconds, a hundred milliseconds each, on either loop. */
  private void run(int loop) {
    for (int i = 0; i < 1_000; i++) {
      long start = i * 10L * MILLI;
      if (i >= 10) {
        established(loop, start, 100 * MILLI);
      }
      loop(loop).planned();
      loop(loop).entered(start);
      loop(loop).started(0);
    }
    for (int i = 0; i < 10; i++) {
      established(loop, 10 * SECOND + i * 10L * MILLI, 100 * MILLI);
    }
  }

  private void established(int loop, long nowNanos, long nanos) {
    loop(loop).left(nowNanos, nowNanos);
    loop(loop).established(nanos, nanos);
  }

  private LittlesLaw law() {
    Totals totals = new Totals(SECOND);
    totals.add(recording.take(11 * SECOND, Interval.Use.NONE));
    return totals.littlesLaw(10);
  }

  @Test
  void holdsWhereEveryHandshakeIsCountedOnce() {
    run(0);
    run(1);
    LittlesLaw law = law();
    assertEquals(2_000, law.handshakes());
    assertEquals(20, law.meanInFlight(), 1e-6);
    assertEquals(200, law.perSecond(), 1e-6);
    assertEquals(100 * MILLI, law.meanNanos(), 0.1 * MILLI);
    assertEquals(0, law.difference(), 0.001);
  }

  @Test
  void handshakesThatAreLostWereInFlight() {
    run(0);
    for (int i = 0; i < 100; i++) {
      loop(0).entered(20 * SECOND);
      loop(0).started(0);
      loop(0).left(20 * SECOND + 100 * MILLI, 20 * SECOND + 100 * MILLI);
    }
    assertEquals(0.1, law().difference(), 0.001);
  }

  @Test
  void handshakesThatAreCountedTwiceWereInFlightOnce() {
    run(0);
    for (int i = 0; i < 100; i++) {
      loop(0).established(100 * MILLI, 100 * MILLI);
    }
    assertEquals(-0.09, law().difference(), 0.002);
  }

  @Test
  void handshakesThatNeverLeaveGrowWithTheTime() {
    loop(1).entered(0);
    loop(1).entered(0);
    run(1);
    assertTrue(law().difference() > 0.15);
  }

  @Test
  void failuresCountWithTheirTimeFromTheStart() {
    loop(0).entered(0);
    loop(0).left(30 * MILLI, 30 * MILLI);
    loop(0).failed(FailureCause.BUSY, 90 * MILLI, 30 * MILLI);
    LittlesLaw law = law();
    assertEquals(30 * MILLI, law.meanNanos(), 0.1 * MILLI);
    assertEquals(0, law.difference(), 0.001);
  }

  @Test
  void aTimeoutEndsWhenItWasDueHoweverLateItIsNoticed() {
    loop(0).entered(5 * MILLI);
    loop(0).left(SECOND + 700 * MILLI, SECOND);
    loop(0).timedOut(FailureCause.EXCHANGE_TIMEOUT, SECOND, SECOND - 5 * MILLI);
    LittlesLaw law = law();
    assertEquals(1, law.handshakes());
    assertEquals(0, law.difference(), 0.001);
  }

  @Test
  void abandonedHandshakesAreNoPartOfIt() {
    run(0);
    loop(0).entered(20 * SECOND);
    loop(0).left(90 * SECOND, 20 * SECOND);
    assertEquals(0, law().difference(), 0.001);
  }

  @Test
  void thereIsNoneWithoutAHandshakeThatEnded() {
    loop(0).entered(0);
    assertNull(law());
  }

  @Test
  void anExpectedTimeoutIsRecordedOnce() {
    LoopRecorder halfOpen = new LoopRecorder(SECOND, FailureCause.EXCHANGE_TIMEOUT::equals);
    halfOpen.timedOut(FailureCause.EXCHANGE_TIMEOUT, MILLI, MILLI);
    assertEquals(1, halfOpen.counts().expected());
    Histogram total = new Histogram(SECOND, Recording.DIGITS);
    halfOpen.addTo(total, Stage.TOTAL, new IntervalRecorder.Spare(SECOND));
    assertEquals(1, total.getTotalCount());
  }
}
