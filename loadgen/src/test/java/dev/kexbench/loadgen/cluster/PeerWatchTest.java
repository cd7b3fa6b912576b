package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeerWatchTest {
  private static final long START = Long.MAX_VALUE - 5; // a clock that wraps
  private static final Duration PERIOD = Duration.ofNanos(100);

  private final PeerWatch watch = new PeerWatch(PERIOD, START);

  @Test
  void silenceLastsSinceTheLastMessage() {
    assertEquals(100, watch.silentNanos(START + 100));
    assertEquals(200, watch.silentNanos(START + 200));
    watch.heard(START + 270);
    assertEquals(30, watch.silentNanos(START + 300));
    assertEquals(130, watch.silentNanos(START + 400));
  }

  @Test
  void aCheckThatIsLateByAPeriodCountsInFull() {
    assertEquals(200, watch.silentNanos(START + 200));
    assertEquals(300, watch.silentNanos(START + 300));
  }

  @Test
  void theTimeByWhichACheckIsLaterDoesNotCount() {
    assertEquals(100, watch.silentNanos(START + 100));
    assertEquals(200, watch.silentNanos(START + 5_000));
    assertEquals(300, watch.silentNanos(START + 5_100));
    assertEquals(400, watch.silentNanos(START + 9_000), "the second time neither");
  }

  @Test
  void checksThatMakeUpForLateOnesFindNothing() {
    assertEquals(100, watch.silentNanos(START + 5_000));
    assertEquals(100, watch.silentNanos(START + 5_000));
    assertEquals(110, watch.silentNanos(START + 5_010));
  }

  @Test
  void aMessageDuringAStallEndsTheSilenceBefore() {
    assertEquals(100, watch.silentNanos(START + 100));
    watch.heard(START + 4_990);
    assertEquals(0, watch.silentNanos(START + 5_000));
    assertEquals(100, watch.silentNanos(START + 5_100));
  }
}
