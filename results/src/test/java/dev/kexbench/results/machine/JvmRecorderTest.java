package dev.kexbench.results.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The events of this JVM, as its Flight Recorder streams them. */
@Tag("process")
class JvmRecorderTest {
  private static final long SECOND = 1_000_000_000L;

  /** Limit for detecting a hang only. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void aCollectionAppearsInTheSecondsInWhichItWas() {
    try (JvmRecorder recorder = new JvmRecorder(PATIENCE)) {
      assertEquals(JvmReport.of(List.of()), recorder.start());
      assertEquals(JvmReport.of(List.of()), recorder.start());
      assertNull(recorder.seconds(SECOND, 1).unavailable(), "it has started, and collected once");
      long beforeNanos = System.nanoTime();
      System.gc();
      long ageNanos = System.nanoTime() - beforeNanos;
      JvmReport report = recorder.seconds(ageNanos, (int) (ageNanos / SECOND) + 1);
      assertNull(report.unavailable());
      double paused = report.seconds().stream().mapToDouble(JvmSecond::gcPauseMs).sum();
      assertTrue(paused > 0 && paused <= ageNanos / 1e6, report::toString);
      JvmReport hourBefore = recorder.seconds(3_600 * SECOND, 1);
      assertEquals(List.of(JvmSecond.NONE), hourBefore.seconds());
    }
  }

  @Test
  void whatItReadsAtTheStartIsCollectedOnce() {
    long before = collections();
    try (JvmRecorder recorder = new JvmRecorder(PATIENCE)) {
      recorder.start();
      assertNull(recorder.seconds(SECOND, 1).unavailable());
      assertTrue(collections() > before, "a collection once the stream has begun");
    }
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  @Test
  void withoutAStartNothingIsKnown() {
    try (JvmRecorder recorder = new JvmRecorder()) {
      JvmReport report = recorder.seconds(SECOND, 1);
      assertTrue(report.seconds().isEmpty());
      assertFalse(report.unavailable().isEmpty());
    }
  }

  @Test
  void aRecorderIsSilentIfNothingArrivesInTime() {
    try (JvmRecorder recorder = new JvmRecorder(Duration.ZERO)) {
      recorder.start();
      assertEquals("its Flight Recorder is silent", recorder.seconds(SECOND, 1).unavailable());
    }
  }

  /** Another recording of this JVM has the marks enabled, but none arrives. */
  @Test
  void aStreamThatHasEndedIsNotWaitedFor() {
    try (Recording other = new Recording()) {
      JvmStream stream = new JvmStream(new JvmEvents(1));
      other.enable(JvmStream.Mark.class);
      other.start();
      stream.close();
      assertTrue(new JvmStream.Mark().isEnabled(), "in the other recording");
      assertEquals(
          OptionalLong.empty(),
          assertTimeoutPreemptively(PATIENCE, () -> stream.catchUp(Duration.ofDays(1))));
    }
  }

  @Test
  void anInterruptEndsTheWaiting() {
    try (JvmRecorder recorder = new JvmRecorder(PATIENCE)) {
      recorder.start();
      Thread.currentThread().interrupt();
      assertEquals("it was interrupted", recorder.seconds(SECOND, 1).unavailable());
      assertTrue(Thread.interrupted(), "still");
    }
  }
}
