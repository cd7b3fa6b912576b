package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports that come late, twice or not at all. */
class PhaseReportsTest {
  private static final int PHASE = 3;
  private static final long SECOND = 1_000_000_000L;

  private final List<Long> passedOn = new ArrayList<>();
  private boolean over;
  private final PhaseReports reports =
      new PhaseReports(
          PHASE,
          new Agent.Listener() {
            @Override
            public void interval(Interval interval) {
              passedOn.add(interval.endNanos());
            }

            @Override
            public void over() {
              over = true;
            }
          });

  @BeforeEach
  void begin() {
    reports.begun(System.nanoTime());
  }

  /** A report whose interval ends at its number. */
  private static Message.Report report(int number) {
    Interval empty =
        new Recording(1, Duration.ofSeconds(1).toNanos(), Mix.HONEST)
            .take(number, Interval.Use.NONE);
    return new Message.Report(PHASE, number, IntervalMessage.of(empty));
  }

  private static Message.PhaseStatus status(boolean over, int reported, int... again) {
    List<Message.Report> all = new ArrayList<>();
    for (int each : again) {
      all.add(report(each));
    }
    return new Message.PhaseStatus(over, reported, all);
  }

  /** What the agent would be asked that many seconds from now. */
  private Optional<Message.Query> overdueIn(double seconds) {
    return reports.overdue(System.nanoTime() + (long) (seconds * SECOND));
  }

  @Test
  void passesReportsOnInOrderAndOnce() {
    reports.onReport(report(0));
    reports.onReport(report(2));
    reports.onReport(report(0));
    assertEquals(List.of(0L), passedOn);
    reports.onReport(report(1));
    reports.onReport(report(2));
    assertEquals(List.of(0L, 1L, 2L), passedOn);
    assertEquals(3, reports.count());
  }

  @Test
  void asksForAReportThatLaterOnesHaveOvertaken() {
    reports.onReport(report(0));
    assertEquals(Optional.empty(), overdueIn(2), "the next one may take longer");
    reports.onReport(report(2));
    assertEquals(Optional.empty(), reports.overdue(System.nanoTime() - SECOND));
    assertEquals(Optional.of(new Message.Query(PHASE, 1)), overdueIn(2));
    assertEquals(Optional.empty(), overdueIn(2), "it was asked");
    reports.onReport(report(3));
    reports.onStatus(status(false, 4, 1, 2, 3));
    assertEquals(List.of(0L, 1L, 2L, 3L), passedOn);
    assertEquals(Optional.empty(), overdueIn(2));
  }

  @Test
  void asksForTheLastReportOnceTheEndIsKnown() {
    reports.onReport(report(0));
    reports.onOver(new Message.PhaseOver(PHASE, 2));
    assertFalse(over);
    assertEquals(Optional.of(new Message.Query(PHASE, 1)), overdueIn(2));
    reports.onStatus(status(true, 2, 1));
    assertTrue(over);
    assertEquals(2, reports.count());
  }

  @Test
  void leavesOutWhatTheAgentNoLongerHas() {
    reports.onReport(report(4));
    assertEquals(Optional.of(new Message.Query(PHASE, 0)), overdueIn(2));
    reports.onStatus(status(true, 5, 3, 4));
    assertEquals(List.of(3L, 4L), passedOn);
    assertEquals(2, reports.count());
    assertTrue(over);
  }

  @Test
  void anAgentThatDoesNotAnswerMayStillReport() {
    assertTrue(overdueIn(6).isPresent());
    assertTrue(reports.unanswered());
    assertTrue(overdueIn(20).isPresent());
    reports.onReport(report(0));
    assertFalse(reports.unanswered());
  }

  @Test
  void whatFollowsAMissingReportOfALostAgentCounts() {
    reports.onReport(report(1));
    reports.onReport(report(2));
    reports.giveUp();
    assertEquals(List.of(1L, 2L), passedOn);
    assertFalse(over);
  }
}
