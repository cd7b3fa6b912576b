package dev.kexbench.results.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TerminalWidthTest {
  @Test
  void readsAgainOnlyAfterAChange() {
    AtomicInteger reads = new AtomicInteger();
    TerminalWidth width = new TerminalWidth(() -> 80 + reads.getAndIncrement());
    assertEquals(80, width.getAsInt());
    assertEquals(80, width.getAsInt());
    width.change();
    assertEquals(81, width.getAsInt());
    assertEquals(81, width.getAsInt());
  }

  @Test
  void takesTheColumnsOfWhatSttyPrints() {
    assertEquals(132, TerminalWidth.columns("43 132\n"));
    assertEquals(0, TerminalWidth.columns(""), "there is no terminal");
    assertEquals(0, TerminalWidth.columns("unknown"));
  }
}
