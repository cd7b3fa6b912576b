package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RejectionLogTest {
  private final List<String> lines = new ArrayList<>();
  private long nowNanos = Long.MAX_VALUE - 7;
  private final RejectionLog log = new RejectionLog(lines::add, () -> nowNanos);

  private void pass(long millis) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void writesOneLinePerSecondRegardlessOfHowMuchIsRejected() {
    for (int i = 0; i < 4_000; i++) {
      for (int j = 0; j < 10; j++) {
        log.add(Rejection.OTHER_RUN);
      }
      log.flush();
      pass(1);
    }
    assertEquals(4, lines.size());
    String what = " messages that are forged, repeated or of another run";
    assertEquals(List.of("rejected 10" + what, "rejected 10000" + what), lines.subList(0, 2));
    log.flushNow();
    assertEquals("rejected 9990" + what, lines.get(4), "nothing is lost");
    log.flushNow();
    assertEquals(5, lines.size());
  }

  @Test
  void namesEachKindWithItsCountAndIsSilentWithoutRejections() {
    log.flush();
    log.add(Rejection.NO_SECRET);
    log.add(Rejection.NO_SECRET);
    log.add(Rejection.TOO_SLOW);
    log.flush();
    pass(5_000);
    log.flush();
    assertEquals(
        List.of(
            "rejected 2 connections without the cluster's secret;"
                + " 1 connections that did not authenticate in time"),
        lines);
  }
}
