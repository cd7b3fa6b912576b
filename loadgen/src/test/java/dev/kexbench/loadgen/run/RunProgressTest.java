package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Second;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private static final String HEAD =
      "                 planned/s started/s established/s failed/s in flight"
          + "       p50       p99   CPU";
  private static final String FIRST =
      "warm-up      1 s      2,500     2,499         2,431        3        64"
          + "   26.0 ms    310 ms  73 %";
  private static final String SECOND =
      "measuring    2 s          0         0             0        0         0"
          + "         -         -   0 %";

  private final StringWriter out = new StringWriter();

  private RunProgress progress(boolean terminal, boolean quiet) {
    return new RunProgress(new PrintWriter(out, true), terminal, quiet);
  }

  private static void show(RunProgress progress) {
    progress.head();
    progress.second(
        "warm-up",
        Second.builder(0)
            .planned(2_500)
            .started(2_499)
            .established(2_431)
            .failed(3)
            .inFlight(64)
            .p50(26_000_000L)
            .p99(310_000_000L)
            .lagP99(1L)
            .clientCpu(0.731)
            .serverCpu(0.9)
            .build());
    progress.second("measuring", idleSecond());
    progress.say("and then?");
  }

  private static Second idleSecond() {
    return Second.builder(1).clientCpu(0.0).build();
  }

  @Test
  void printsPlainLinesWithoutATerminal() {
    show(progress(false, false));
    assertEquals(String.join("\n", HEAD, FIRST, SECOND, "and then?", ""), out.toString());
  }

  @Test
  void redrawsOneLineOnATerminalAndKeepsPermanentLines() {
    show(progress(true, false));
    assertEquals(
        HEAD + "\n\r" + FIRST + "\u001b[K\r" + SECOND + "\u001b[K\nand then?\n", out.toString());
  }

  @Test
  void endsTheLineOnce() {
    RunProgress progress = progress(true, false);
    progress.second("measuring", idleSecond());
    progress.endLine();
    progress.endLine();
    assertEquals("\r" + SECOND + "\u001b[K\n", out.toString());
  }

  @Test
  void aWideTerminalHasBarsInstead() {
    RunProgress progress = new RunProgress(new PrintWriter(out, true), true, false, () -> 80);
    show(progress);
    String shown = out.toString();
    assertTrue(shown.startsWith("\rwarm-up      1 s   planned 2,500/s"), shown);
    assertTrue(shown.contains("\u001b[4Ameasuring    2 s   planned 0/s"), shown);
    assertTrue(shown.endsWith("\u001b[J\nand then?\n"), "the cursor is on a line of its own");
  }

  @Test
  void aFrameIsOneWrite() {
    List<String> written = new ArrayList<>();
    Writer writes =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) {
            written.add(new String(text, from, length));
          }

          @Override
          public void flush() {
            // nothing is kept
          }

          @Override
          public void close() {
            // nothing is open
          }
        };
    RunProgress progress = new RunProgress(new PrintWriter(writes, true), true, false, () -> 120);
    progress.second("measuring", idleSecond());
    progress.second("measuring", idleSecond());
    assertEquals(2, written.size());
  }

  @Test
  void aNarrowTerminalHasTheLine() {
    RunProgress progress = new RunProgress(new PrintWriter(out, true), true, false, () -> 39);
    progress.second("measuring", idleSecond());
    assertEquals("\r" + SECOND + "\u001b[K", out.toString());
  }

  @Test
  void printsNothingWhenQuiet() {
    show(progress(true, true));
    assertEquals("", out.toString());
  }
}
