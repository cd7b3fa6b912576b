package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureLogTest {
  private static final String FIRST = "a connection ended by an exception inside the server";

  private final List<String> lines = new ArrayList<>();
  private final FailureLog log =
      new FailureLog((line, trace) -> lines.add(line + (trace == null ? "" : " with a trace")));

  private void fail(String message, int times) {
    for (int i = 0; i < times; i++) {
      log.add(new IllegalStateException(message));
    }
  }

  @Test
  void logsTheFirstOfAKindWithItsTraceAndTheRestInOneLineASecond() {
    fail("broken", 1_001);
    assertEquals(List.of(FIRST + " with a trace"), lines);
    log.summarise();
    assertEquals(
        "1,000 more connections ended so: java.lang.IllegalStateException: broken", lines.get(1));
    fail("broken", 5);
    log.summarise();
    assertEquals(3, lines.size());
  }

  @Test
  void afterAQuietSecondTheNextCountsAsTheFirst() {
    fail("broken", 2);
    log.summarise();
    log.summarise();
    assertEquals(2, lines.size());
    fail("broken", 1);
    assertEquals(FIRST + " with a trace", lines.get(2));
  }

  @Test
  void kindsBeyondTheLimitAreOneKind() {
    for (int i = 0; i < 500; i++) {
      fail("number " + i, 1);
    }
    assertEquals(101, lines.size());
    log.summarise();
    assertEquals("399 more connections ended so: of other kinds", lines.get(101));
  }
}
