package dev.kexbench.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonTest {
  /** Other programs read the reports and statistics of servers, so the keys are a contract. */
  @Test
  void labelsAreTheKeysOfReports() {
    assertEquals(
        List.of(
            "admission",
            "stale",
            "replayed",
            "rejected",
            "ticket",
            "unsupported",
            "unknownKey",
            "busy",
            "malformed",
            "outOfTurn",
            "badConfirm",
            "badAck"),
        Arrays.stream(Reason.values()).map(Reason::label).toList());
  }

  @Test
  void theTimerThatRecordsNothingRunsTheWork() {
    assertEquals("done", StageTimer.NONE.<String>time(StageTimer.PRIVATE_KEY, () -> "done"));
  }
}
