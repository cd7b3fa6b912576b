package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Second;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalViewTest {
  private static final String END = "\u001b[K";

  private final TerminalView view = new TerminalView();

  private static Second second(int number, long established, Double serverCpu) {
    return Second.builder(number)
        .planned(500)
        .started(499)
        .established(established)
        .failed(2)
        .inFlight(12)
        .p50(2_100_000L)
        .p99(1_000_000L * (number + 1))
        .clientCpu(0.23)
        .serverCpu(serverCpu)
        .build();
  }

  private String frame(int number, int columns) {
    return view.frame("measuring", second(number, 100L * (number + 1), 0.96), columns);
  }

  private static List<String> lines(String frame) {
    return frame.replace(END, "").replaceAll("\u001b\\[\\d?[AJ]|\r", "").lines().toList();
  }

  @Test
  void showsFiguresAndABarForEachSecond() {
    frame(0, 100);
    frame(1, 100);
    List<String> lines = lines(frame(2, 100));
    assertEquals(5, lines.size());
    assertEquals(
        "measuring    3 s   planned 500/s, started 499/s, failed 2/s, in flight 12, p50 2.10 ms",
        lines.get(0));
    assertEquals("established/s ▃▆█" + " ".repeat(70) + "         300", lines.get(1));
    assertEquals("p99           ▃▆█" + " ".repeat(70) + "     3.00 ms", lines.get(2));
    assertEquals("generator CPU ███" + " ".repeat(70) + "  0.23 cores", lines.get(3));
    assertEquals("server CPU    ███" + " ".repeat(70) + "  0.96 cores", lines.get(4));
  }

  @Test
  void aFrameReplacesTheOneBeforeInPlaceWithoutClearingItFirst() {
    assertTrue(frame(0, 80).startsWith("\rmeasuring"));
    String next = frame(1, 80);
    assertTrue(next.startsWith("\r\u001b[4Ameasuring"), next);
    assertEquals(5, next.split("\u001b\\[K", -1).length - 1, "the rest of each line is cleared");
    assertTrue(next.endsWith(END + "\u001b[J"));
  }

  @Test
  void noLineReachesTheLastColumnSoThatNoneIsBroken() {
    for (int columns = TerminalView.LEAST_COLUMNS; columns < 200; columns += 7) {
      int most = columns;
      assertTrue(lines(frame(3, columns)).stream().allMatch(line -> line.length() < most));
    }
  }

  @Test
  void theLastSecondsAreShownWhereThereIsNoRoomForAll() {
    for (int i = 0; i < 300; i++) {
      frame(i, 60);
    }
    String bars = lines(frame(300, 60)).get(1).substring(14, 14 + 33);
    assertEquals(33, bars.strip().length());
    assertTrue(bars.endsWith("█"));
  }

  @Test
  void aFrameThatANarrowerTerminalHasBrokenStaysAndTheNextBeginsBelow() {
    frame(0, 120);
    assertTrue(frame(1, 60).startsWith("\u001b[J\nmeasuring"));
    assertTrue(frame(2, 60).startsWith("\r\u001b[4A"), "then in place again");
    assertTrue(frame(3, 120).startsWith("\r\u001b[4A"), "a wider one breaks nothing");
  }

  @Test
  void aNewPhaseBeginsWithoutBars() {
    frame(0, 80);
    String other = view.frame("lead-in", second(0, 7, 0.5), 80);
    assertTrue(lines(other).get(1).startsWith("established/s █ "), other);
  }

  @Test
  void whatIsUnknownHasNoLine() {
    String frame = view.frame("measuring", second(0, 10, null), 80);
    assertFalse(frame.contains("server CPU"));
    assertEquals(4, lines(frame).size());
  }

  @Test
  void aFrameAfterOtherLinesMovesNothing() {
    frame(0, 80);
    view.leave();
    assertTrue(frame(1, 80).startsWith("\rmeasuring"));
  }
}
