package dev.kexbench.results.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sums by second of events that are made by hand; times in milliseconds after the start. */
class JvmEventsTest {
  private static final long START = 1_700_000_000_250_000_000L;

  private final JvmEvents events = new JvmEvents(100);

  private static long at(long millis) {
    return START + millis * 1_000_000;
  }

  private void safepoint(long id, long from, long to) {
    events.safepointBegan(id, at(from));
    events.safepointEnded(id, at(to));
  }

  private List<JvmSecond> seconds(int count) {
    return events.seconds(START, count).orElseThrow();
  }

  @Test
  void withoutEventsSecondsAreEmpty() {
    assertEquals(List.of(JvmSecond.NONE, JvmSecond.NONE), seconds(2));
  }

  @Test
  void aCollectionIsThePartOfItsSafepointThatTheCollectorTook() {
    safepoint(1, 100, 130);
    events.gcPaused(at(104), at(128));
    safepoint(2, 500, 502);
    assertEquals(List.of(new JvmSecond(24, 6 + 2, 0, 0, 1)), seconds(1));
  }

  @Test
  void aPauseIsDividedBetweenItsSeconds() {
    safepoint(7, 990, 2_010);
    events.gcPaused(at(995), at(2_005));
    assertEquals(
        List.of(
            new JvmSecond(5, 5, 0, 0, 0),
            new JvmSecond(1_000, 0, 0, 0, 0),
            new JvmSecond(5, 5, 0, 0, 1)),
        seconds(3));
  }

  @Test
  void aCompilationCountsInTheSecondOfItsEndAndTakesTimeOfAll() {
    events.compiled(at(-200), at(300));
    events.compiled(at(900), at(1_100));
    events.compiled(at(950), at(1_000));
    assertEquals(
        List.of(new JvmSecond(0, 0, 1, 300 + 100 + 50, 0), new JvmSecond(0, 0, 2, 100, 0)),
        seconds(2));
  }

  @Test
  void whatIsBeforeOrAfterCountsNowhere() {
    events.gcPaused(at(-50), at(-20));
    events.compiled(at(-50), at(-20));
    safepoint(1, 1_000, 1_400);
    events.compiled(at(1_000), at(1_400));
    assertEquals(List.of(JvmSecond.NONE), seconds(1));
  }

  @Test
  void aSafepointThatBeganBeforeTheRecordingIsIgnored() {
    events.safepointEnded(4, at(500));
    assertEquals(List.of(JvmSecond.NONE), seconds(1));
  }

  @Test
  void secondsOfWhichEventsWereForgottenAreUnknown() {
    JvmEvents few = new JvmEvents(2);
    few.compiled(at(-300), at(-200));
    few.compiled(at(100), at(200));
    few.compiled(at(300), at(400));
    assertEquals(Optional.of(List.of(new JvmSecond(0, 0, 2, 200, 0))), few.seconds(START, 1));
    few.compiled(at(500), at(600));
    assertEquals(Optional.empty(), few.seconds(START, 1));
  }

  @Test
  void ofSeveralJvmsThePausesAreTheLongestAndCompilationsAddUp() {
    JvmSecond one = new JvmSecond(8, 1, 3, 40, 1);
    JvmSecond other = new JvmSecond(5, 2, 4, 10, 2);
    assertEquals(new JvmSecond(8, 2, 7, 50, 2), one.with(other));
    assertEquals(new JvmSecond(8, 2, 4, 40, 2), one.highest(other));
  }
}
