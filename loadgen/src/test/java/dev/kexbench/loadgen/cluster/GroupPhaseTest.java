package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.schedule.Arrivals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Merges the seconds of several agents. */
class GroupPhaseTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Stub a = new Stub("a");
  private final Stub b = new Stub("b");
  private final GroupPhase phase =
      new AgentGroup(List.of(a, b), AgentGroup.StartClock.AT_ONCE, Map::of, () -> {})
          .begin(
              Plans.of(
                      Plans.pace(Optional.empty(), Arrivals.POISSON, 64),
                      Plans.times(Duration.ZERO, Duration.ofSeconds(3), TIMEOUT),
                      1,
                      7)
                  .repeated(3),
              new AgentGroup.Flow(false, false));

  /** An agent whose reports the test controls. */
  private static final class Stub extends StubAgent {
    private final Recording recording = new Recording(1, TIMEOUT.toNanos(), Mix.HONEST);
    private Listener listener;
    private LoadPlan plan;
    private boolean stopEarly;
    private String lost;

    private Stub(String name) {
      super(name);
    }

    private void establish(int count) {
      var recorder = recording.recorders(0).of(ClientClass.OK);
      for (int i = 0; i < count; i++) {
        recorder.planned();
        recorder.started(0);
        recorder.established(1_000_000, 1_000_000);
      }
    }

    /** Reports that many handshakes in the time since the last report. */
    private void report(int count, double untilSecond) {
      establish(count);
      listener.interval(recording.take((long) (untilSecond * SECOND), Interval.Use.NONE));
    }

    @Override
    public void begin(PhaseSpec spec, Listener to) {
      plan = spec.plan();
      listener = to;
    }

    @Override
    public void stopEarly() {
      stopEarly = true;
    }

    @Override
    public Optional<PhaseResult> end(Duration patience) {
      return lost == null
          ? Optional.of(
              new PhaseResult(
                  recording.take(4 * SECOND, Interval.Use.NONE),
                  3,
                  ResourceUsage.NONE,
                  0,
                  0,
                  0,
                  Optional.empty()))
          : Optional.empty();
    }

    @Override
    public Optional<String> lost() {
      return Optional.ofNullable(lost);
    }
  }

  /** The number of handshakes in the histograms of each available second. */
  private List<Long> seconds() throws InterruptedException {
    List<Long> all = new ArrayList<>();
    Optional<GroupPhase.MergedInterval> next = phase.next(0);
    while (next.isPresent()) {
      all.add(
          next.get().parts().stream()
              .mapToLong(part -> part.tagged().get("total").getTotalCount())
              .sum());
      next = phase.next(0);
    }
    return all;
  }

  @Test
  void givesEachAgentItsPartOfThePlan() {
    assertEquals(new LoadPlan.Part(0, 2), a.plan.loops().part());
    assertEquals(new LoadPlan.Part(1, 2), b.plan.loops().part());
    assertEquals(3, a.plan.loops().repetition());
  }

  @Test
  void aSecondIsCompleteOnceBothAgentsHaveReportedIt() throws InterruptedException {
    a.report(1, 1);
    a.report(2, 2);
    assertEquals(List.of(), seconds());
    b.report(10, 1.001);
    assertEquals(List.of(11L), seconds());
    b.report(20, 2);
    assertEquals(List.of(22L), seconds());
    assertEquals(33, phase.counts().established());
  }

  @Test
  void anAgentThatStalledHasNoIntervalInTheSecondsBetween() throws InterruptedException {
    for (int second = 1; second <= 4; second++) {
      a.report(1, second);
    }
    b.report(10, 1);
    b.report(30, 3.2); // it stalled for two seconds
    b.report(10, 4);
    assertEquals(List.of(11L, 31L, 1L, 11L), seconds(), "by the clock, not by the order");
  }

  @Test
  void doesNotWaitForALostAgent() throws InterruptedException {
    a.report(1, 1);
    b.report(10, 1);
    a.report(2, 2);
    assertEquals(List.of(11L), seconds());
    b.lost = "gone";
    assertEquals(List.of(2L), seconds());
    b.report(5, 2);
    assertEquals(List.of(), seconds());
    a.report(3, 3);
    assertEquals(List.of(3L), seconds(), "what comes late is in no second");
    a.listener.over();
    assertEquals(List.of(), seconds());
    assertTrue(phase.over());
    GroupPhase.Conclusion end = phase.end(Duration.ZERO);
    assertEquals(21, end.totals().counts().established(), "but it is in the totals");
    assertEquals(Optional.of("gone"), end.shares().get(1).lost());
    assertEquals(2, end.shares().get(1).heardSeconds());
    assertTrue(end.shares().get(1).ending().isEmpty());
  }

  @Test
  void isOverWhenBothAgentsAre() throws InterruptedException {
    a.report(1, 1);
    a.listener.over();
    seconds();
    assertFalse(phase.over());
    b.report(1, 1);
    b.report(1, 1.5);
    b.listener.over();
    assertEquals(List.of(2L, 1L), seconds());
    assertTrue(phase.over());
    a.establish(4);
    GroupPhase.Conclusion end = phase.end(Duration.ZERO);
    assertEquals(7, end.totals().counts().established(), "with what was drained");
  }

  @Test
  void stopsBothAgentsEarly() {
    phase.stopEarly();
    assertTrue(a.stopEarly && b.stopEarly);
  }
}
