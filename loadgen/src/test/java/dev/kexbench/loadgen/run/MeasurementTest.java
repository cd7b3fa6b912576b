package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.LoopRecorder;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.report.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The rates of a measured time at whose end handshakes are in flight. */
class MeasurementTest {
  private static final long TIMEOUT_NANOS = Duration.ofSeconds(15).toNanos();
  private static final double SECONDS = 2;
  private static final int IN_TIME = 100;
  private static final int DRAINED = 17;

  private final Recording recording = new Recording(1, TIMEOUT_NANOS, Mix.HONEST);
  private final Totals totals = new Totals(TIMEOUT_NANOS);

  private Interval taken(double seconds) {
    return recording.take((long) (seconds * 1e9), Interval.Use.NONE);
  }

  /** A closed loop of {@link #DRAINED} handshakes, which are in flight at the end. */
  private Measurement closedLoop(boolean continuesWarmUp) {
    LoopRecorder recorder = recording.recorders(0).of(ClientClass.OK);
    for (int i = 0; i < IN_TIME + DRAINED; i++) {
      recorder.planned();
      recorder.started(0);
    }
    establish(recorder, IN_TIME);
    totals.add(taken(SECONDS));
    Counts atEnd = totals.counts();
    establish(recorder, DRAINED);
    PhaseResult ending =
        new PhaseResult(taken(3), SECONDS, ResourceUsage.NONE, 0, 0, 0, Optional.empty());
    totals.add(ending.rest());
    AgentResult agent =
        new AgentResult("a", totals, Optional.of(ending), SECONDS, Optional.empty());
    return new Measurement(
        Instant.EPOCH,
        totals,
        List.of(agent),
        List.of(),
        0,
        0,
        atEnd,
        OptionalInt.empty(),
        continuesWarmUp,
        false);
  }

  private static void establish(LoopRecorder recorder, int count) {
    for (int i = 0; i < count; i++) {
      recorder.established(1_000_000, 1_000_000);
    }
  }

  @Test
  void withoutWarmUpWhatIsDrainedIsInNoRate() {
    Measurement measured = closedLoop(false);
    assertEquals(DRAINED, measured.drained());
    assertEquals(IN_TIME / SECONDS, measured.rates().establishedPerSecond(), 1e-9);
    assertEquals(IN_TIME + DRAINED, measured.totals().counts().established());
  }

  /** The measurement of a run whose only agent was lost. */
  private Measurement lost(double heardSeconds) {
    Measurement whole = closedLoop(false);
    AgentResult agent =
        new AgentResult("a", totals, Optional.empty(), heardSeconds, Optional.of("silent"));
    return new Measurement(
        whole.startedAt(),
        totals,
        List.of(agent),
        List.of(),
        0,
        0,
        totals.counts(),
        OptionalInt.empty(),
        false,
        false);
  }

  @Test
  void ratesWithoutAnEndAreThoseOfTheTimeThatWasReported() {
    assertEquals((IN_TIME + DRAINED) / SECONDS, lost(SECONDS).rates().establishedPerSecond(), 1e-9);
  }

  @Test
  void ratesOfNoTimeAreZero() {
    assertEquals(0, lost(0).rates().establishedPerSecond());
  }

  @Test
  void afterAWarmUpAsManyEndEarlierAsAreDrained() {
    Measurement measured = closedLoop(true);
    assertEquals(0, measured.drained());
    assertEquals((IN_TIME + DRAINED) / SECONDS, measured.rates().establishedPerSecond(), 1e-9);
  }
}
