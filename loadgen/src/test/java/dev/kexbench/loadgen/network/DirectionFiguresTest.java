package dev.kexbench.loadgen.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.results.report.NetworkFigures.Direction;
import dev.kexbench.results.report.NetworkFigures.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectionFiguresTest {
  private static final long MILLI = 1_000_000;

  private static DirectionFigures readBack(DirectionFigures figures) {
    return DirectionFigures.parse(List.of(figures.text().split(" ")).iterator());
  }

  @Test
  void aReportIsAboutTheTimeBetweenTwoStates() {
    DirectionRecorder recorder = new DirectionRecorder();
    recorder.delivered(1_000, 0, 90 * MILLI, 99 * MILLI);
    recorder.lost();
    DirectionFigures before = readBack(recorder.read());
    for (int i = 0; i < 98; i++) {
      recorder.delivered(100, 0, 20 * MILLI, 20 * MILLI + 1_000);
    }
    recorder.delivered(100, 0, 30 * MILLI, 32 * MILLI);
    recorder.delivered(100, 0, 30 * MILLI, 35 * MILLI);
    recorder.lost();
    recorder.queueDropped();
    recorder.overrun();
    Direction since = readBack(recorder.read()).withOverrun(2).since(before);
    assertEquals(100, since.packets());
    assertEquals(10_000, since.bytes());
    assertEquals(1, since.lost());
    assertEquals(1, since.queueDropped());
    assertEquals(3, since.overrun());
    Timing timing = since.timing();
    assertNear(20 * MILLI, timing.requestedP50());
    assertNear(30 * MILLI, timing.requestedP99());
    assertNear(20 * MILLI, timing.deliveredP50());
    assertNear(32 * MILLI, timing.deliveredP99());
    assertNear(2 * MILLI, timing.latenessP99());
    assertNear(5 * MILLI, timing.latenessMax());
  }

  /** Three digits. */
  private static void assertNear(long expected, long actual) {
    assertEquals(expected, actual, expected / 1_000.0);
  }

  @Test
  void withoutAPacketThereAreNoDelays() {
    DirectionFigures none = new DirectionRecorder().read();
    assertEquals(new Direction(0, 0, 0, 0, 0, null), none.since(readBack(none)));
  }

  @Test
  void aBrokenHistogramIsAnError() {
    List<String> words = List.of("1", "2", "3", "4", "5", "AAAA", "AAAA", "AAAA");
    assertThrows(RuntimeException.class, () -> DirectionFigures.parse(words.iterator()));
  }
}
