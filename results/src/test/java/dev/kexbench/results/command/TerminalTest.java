package dev.kexbench.results.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Terminal ALL = new Terminal(true, true);
  private static final Terminal LINES_ONLY = new Terminal(false, true);

  @Test
  void aTerminalShowsColoursAndRedrawsLines() {
    assertEquals(ALL, Terminal.of(true, Map.of("TERM", "xterm-256color")));
    assertEquals(ALL, Terminal.of(true, Map.of("TERM", "xterm", "NO_COLOR", "")));
  }

  @Test
  void whatIsNoTerminalShowsPlainLines() {
    assertEquals(Terminal.NONE, Terminal.of(false, Map.of("TERM", "xterm")));
    assertEquals(Terminal.NONE, Terminal.of(true, Map.of("TERM", "dumb")));
    assertEquals(Terminal.NONE, Terminal.of(true, Map.of()));
  }

  @Test
  void noColorOfAnyValueForbidsColoursAndNothingElse() {
    for (String value : new String[] {"1", "0", "false", " "}) {
      Map<String, String> environment =
          Map.of("TERM", "xterm", "NO_COLOR", value, "CLICOLOR_FORCE", "1");
      assertEquals(LINES_ONLY, Terminal.of(true, environment), value);
    }
  }

  @Test
  void coloursCanBeForced() {
    Terminal colours = new Terminal(true, false);
    assertEquals(colours, Terminal.of(false, Map.of("CLICOLOR_FORCE", "1")));
    assertEquals(colours, Terminal.of(true, Map.of("CLICOLOR_FORCE", "1", "TERM", "dumb")));
    assertEquals(Terminal.NONE, Terminal.of(false, Map.of("CLICOLOR_FORCE", "0")));
  }
}
