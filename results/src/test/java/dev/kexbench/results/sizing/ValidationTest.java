package dev.kexbench.results.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.sizing.SizingReport.Fit;
import dev.kexbench.results.sizing.SizingReport.ValidationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final Run CLOSED = SimulatedRuns.closed();
  private static final Run LOW = SimulatedRuns.open(0.3);
  private static final Run HALF = SimulatedRuns.open(0.5);

  @Test
  void predictsAServerThatIsAsAssumed() {
    Validation validation =
        validation(CLOSED, SimulatedRuns.open(0.9), LOW, HALF, SimulatedRuns.open(0.7), fast(HALF));
    List<ValidationRow> rows = validation.rows();
    assertEquals(5, rows.size());
    assertEquals(0.3 * SimulatedRuns.CAPACITY, rows.get(0).ratePerSecond(), 1e-6);
    for (ValidationRow row : rows) {
      assertTrue(Math.abs(row.p50Error()) < 0.05, row::toString);
      assertTrue(Math.abs(row.p99Error()) < 0.15, row::toString);
      assertTrue(row.parts().low() <= row.predictedP99());
      assertTrue(row.predictedP99() <= row.parts().high());
    }
    Fit fit = validation.fit();
    assertEquals(SimulatedRuns.CAPACITY, fit.capacityPerSecond(), 0.01 * SimulatedRuns.CAPACITY);
    assertTrue(Math.abs(fit.worstP99Error()) < 0.15);
    assertFalse(fit.refused());
    assertNull(fit.failedAssumption());
  }

  /** Half of a pause's length and more is what one of a hundred handshakes waits for. */
  @Test
  void predictsAServerWhoseJvmPauses() {
    Run paused = SimulatedRuns.paused(0.6, 2, 20);
    Validation validation = validation(CLOSED, LOW, paused, SimulatedRuns.open(0.7));
    ValidationRow row = validation.rows().get(1);
    assertTrue(row.measuredP99() > 8e6, row::toString);
    assertTrue(Math.abs(row.p99Error()) < 0.15, row::toString);
    assertTrue(row.parts().pauseShare() > 0.5, row::toString);
    assertEquals(0, row.parts().generatorShare(), 0.05);
    assertEquals(0, validation.rows().get(2).parts().pauseShare(), "another run's pauses");
    assertFalse(validation.fit().refused());
  }

  /** Handshakes that are due in a stall start together and wait for each other. */
  @Test
  void predictsAGeneratorThatStalls() {
    Run stalled = SimulatedRuns.stalled(0.6, 0.2, 6);
    ValidationRow row = validation(CLOSED, LOW, stalled).rows().get(1);
    assertTrue(row.measuredP99() > 5.5e6, row::toString);
    assertTrue(Math.abs(row.p99Error()) < 0.15, row::toString);
    assertTrue(row.parts().generatorShare() > 0.25, row::toString);
    assertEquals(0, row.parts().pauseShare(), 0.05);
  }

  @Test
  void namesPausesThatAreTooFewToPredict() {
    Run paused = SimulatedRuns.slower(SimulatedRuns.paused(0.6, 2, 20), 1.5);
    Fit fit = validation(CLOSED, LOW, paused).fit();
    assertTrue(fit.refused());
    assertTrue(fit.failedAssumption().contains("pauses of the server's JVM"), fit::toString);
    assertTrue(fit.failedAssumption().contains("of up to 20.0 ms"), fit::toString);
  }

  @Test
  void namesAServerThatWasNotWarm() {
    List<Second> cold =
        HALF.timeline().stream()
            .map(
                second ->
                    Second.builder(second.second())
                        .established(second.established())
                        .serverCpu(second.serverCpu())
                        .serverJit(0.2 * second.serverCpu())
                        .build())
            .toList();
    assertRefused(
        SimulatedRuns.slower(HALF, 2).toBuilder().timeline(cold).build(), "the server is warm: at");
  }

  /** The host's speed is measured, and changes nothing by itself. */
  private static Run fast(Run run) {
    return SimulatedRuns.withKeyRate(run, 3_001);
  }

  @Test
  void namesAnAssumptionThatMayFailBeforeItRefuses() {
    Fit fit = validation(CLOSED, LOW, SimulatedRuns.slower(HALF, 1.22)).fit();
    assertFalse(fit.refused());
    assertNotNull(fit.failedAssumption());
  }

  @Test
  void refusesALatencyThatNothingExplains() {
    assertRefused(SimulatedRuns.slower(HALF, 2), "only wait for each other");
  }

  @Test
  void refusesACostThatDependsOnTheRate() {
    assertRefused(
        SimulatedRuns.withCpu(SimulatedRuns.slower(HALF, 2), 600), "only where loops are idle");
  }

  @Test
  void statesACostThatItsPredictionsAllowFor() {
    Validation alike = validation(CLOSED, LOW, HALF);
    assertEquals(Optional.empty(), alike.doubtfulCost());
    Run costly = SimulatedRuns.withCpu(SimulatedRuns.open(0.6), 1.09 * SimulatedRuns.CPU);
    Validation validation = validation(CLOSED, LOW, SimulatedRuns.open(0.4), HALF, costly);
    assertEquals(
        "at 1,500/s a handshake took 9 % more CPU time than the model expects at that rate; the"
            + " validation allows for it, the answer does not",
        validation.doubtfulCost().orElseThrow());
  }

  @Test
  void refusesAHostWhoseSpeedChanges() {
    assertRefused(SimulatedRuns.withKeyRate(SimulatedRuns.slower(HALF, 3), 2_500), "host's speed");
  }

  @Test
  void refusesAGeneratorThatIsLate() {
    Histogram late = new Histogram(3);
    late.recordValueWithCount(2_000_000, 100);
    assertRefused(
        SimulatedRuns.with(SimulatedRuns.slower(HALF, 2), Stage.LAG, late), "generator starts");
  }

  @Test
  void rowsBeyondCapacityAreShownAndDoNotCount() {
    Validation validation = validation(CLOSED, LOW, SimulatedRuns.slower(overload(), 3));
    assertEquals(2, validation.rows().size());
    assertTrue(validation.rows().get(1).shareOfCapacity() > 1);
    assertFalse(validation.fit().refused());
  }

  /** A handshake that failed has cost CPU time, which those that did not would be charged with. */
  @Test
  void serviceTimesAreNotThoseOfAnOverload() {
    Run failing = overload().toBuilder().rates(new Rates(3_000, 3_000, 2_600)).build();
    List<MeasuredRun> runs = List.of(MeasuredRun.of(failing), MeasuredRun.of(CLOSED));
    assertFalse(LatencyModel.best(runs).constantRate());
    assertTrue(LatencyModel.best(runs.subList(0, 1)).constantRate());
  }

  private static Run overload() {
    return SimulatedRuns.open(1.2);
  }

  /** A host that is twice as slow in one run is no error of the model. */
  @Test
  void followsTheHostsSpeed() {
    Run slow = SimulatedRuns.withKeyRate(SimulatedRuns.slower(SimulatedRuns.open(0.6), 2), 1_500);
    // At half of the speed and half of the rate every time is twice as long.
    Run halfRate =
        slow.toBuilder()
            .plan(SimulatedRuns.open(0.3).plan())
            .rates(SimulatedRuns.open(0.3).rates())
            .build();
    MeasuredRun measured = MeasuredRun.of(halfRate);
    LatencyModel model =
        LatencyModel.of(List.of(MeasuredRun.of(CLOSED), MeasuredRun.of(LOW)), null, 1);
    assertEquals(2, model.slowdown(measured), 1e-9);
    double predicted =
        model
            .predict(measured, model.conditions(measured, 1), 100_000, 1)
            .latency()
            .getValueAtPercentile(99);
    assertEquals(measured.total(99), predicted, 0.15 * predicted);
  }

  private static void assertRefused(Run broken, String assumption) {
    Fit fit = validation(CLOSED, LOW, broken).fit();
    assertTrue(fit.refused());
    assertTrue(fit.failedAssumption().contains(assumption), fit::failedAssumption);
  }

  private static Validation validation(Run... runs) {
    List<MeasuredRun> measured = new ArrayList<>();
    for (Run run : runs) {
      measured.add(MeasuredRun.of(run));
    }
    return Validation.of(LatencyModel.of(measured, null, 1), measured, 1);
  }
}
