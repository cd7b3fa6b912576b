package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadReportTest {
  private static final ValidityReason DOUBT =
      new ValidityReason(ReasonKey.GC, Validity.SUSPECT, "pauses");
  private static final ValidityReason FLAW =
      new ValidityReason(ReasonKey.LAG, Validity.INVALID, "late");

  @Test
  void takesTheWorstEffectAsItsVerdict() {
    assertEquals(Validity.VALID, Verdict.of(List.of()).state());
    assertEquals(Validity.SUSPECT, Verdict.of(List.of(DOUBT)).state());
    assertEquals(Validity.INVALID, Verdict.of(List.of(FLAW, DOUBT)).state());
    assertEquals(List.of(FLAW, DOUBT), Verdict.of(List.of(FLAW, DOUBT)).reasons());
  }

  @Test
  void costsAreUsableIfNothingButTheGeneratorWasTooSlow() {
    ValidityReason starved =
        new ValidityReason(ReasonKey.STARVED, Validity.INVALID, "other processes");
    assertTrue(Verdict.of(List.of(FLAW, DOUBT)).sparesCosts());
    assertFalse(Verdict.of(List.of(FLAW, starved)).sparesCosts());
    assertFalse(Verdict.of(List.of(DOUBT)).sparesCosts());
    assertEquals(
        List.of(starved), Verdict.of(List.of(FLAW, starved, DOUBT)).flaws(Set.of(ReasonKey.LAG)));
  }

  @Test
  void hasAVerdictOnEachOfSeveralExchanges() {
    ValidityReason ofA = new ValidityReason(ReasonKey.LAG, Validity.INVALID, "a: late");
    ValidityReason ofB = new ValidityReason(ReasonKey.GC, Validity.SUSPECT, "a-b: pauses");
    LoadReport report = report(false, List.of(ofA, ofB), List.of(SampleReport.run()));
    assertEquals(Verdict.of(List.of(FLAW)), report.verdictOf("a"));
    assertEquals(Verdict.of(List.of(DOUBT)), report.verdictOf("a-b"));
    assertEquals(Validity.VALID, report.verdictOf("b").state());
  }

  @Test
  void endsWellWhenSuspect() {
    assertEquals(ExitCode.FINE, report(false, DOUBT).exitCode());
  }

  @Test
  void isNotToBeBelievedWhenInvalid() {
    assertEquals(ExitCode.NOT_VALID, report(false, FLAW).exitCode());
  }

  @Test
  void isInterruptedBeforeItIsInvalid() {
    assertEquals(ExitCode.INTERRUPTED, report(true, FLAW).exitCode());
  }

  @Test
  void failsWhenAThresholdIsMet() {
    assertEquals(ExitCode.WORSE, report(false, new Threshold("p99>1ms", 2e6, true)).exitCode());
    assertEquals(ExitCode.FINE, report(false, new Threshold("p99>1ms", 0.0, false)).exitCode());
  }

  @Test
  void failsWhenASearchFoundNothing() {
    LoadReport found = SampleReport.complete().searched(SampleReport.search(2_432.0, null));
    assertEquals(ExitCode.FINE, found.exitCode());
    LoadReport nothing = SampleReport.complete().searched(SampleReport.search(null, null));
    assertEquals(ExitCode.WORSE, nothing.exitCode());
  }

  @Test
  void missesAThresholdThatWasNotMeasured() {
    assertEquals(ExitCode.MISSING, report(false, new Threshold("p99>1ms", null, false)).exitCode());
  }

  @Test
  void keepsTheWholeHistogramOfALatency() {
    Histogram nanos = new Histogram(3);
    nanos.recordValue(1_000);
    nanos.recordValueWithCount(2_000, 99);
    Latency latency = Latency.of(nanos);
    assertEquals(nanos, latency.decode());
    assertEquals(100, latency.count());
    assertEquals(1_000, latency.min());
    assertEquals(2_000, nanos.lowestEquivalentValue(latency.p50()));
    assertEquals(1_990, latency.mean(), 2);
  }

  @Test
  void hasFiguresOfAnEmptyHistogram() {
    Map<String, Object> figures = Json.fields(Latency.of(new Histogram(3)));
    figures.remove("histogram");
    assertEquals(9, figures.size());
    figures.forEach((name, figure) -> assertEquals(0, ((Number) figure).doubleValue(), name));
  }

  @Test
  void refusesAHistogramThatIsNone() {
    for (String text : new String[] {null, "", "base64", "AAAA", "%"}) {
      CommandFailure failure =
          assertThrows(CommandFailure.class, () -> HistogramText.decode(text), text);
      assertEquals(ExitCode.USAGE, failure.exitCode());
    }
  }

  private static LoadReport report(boolean interrupted, ValidityReason reason) {
    return report(interrupted, List.of(reason), List.of(SampleReport.run()));
  }

  private static LoadReport report(boolean interrupted, Threshold threshold) {
    Run run = Run.builder("x", null).thresholds(List.of(threshold)).build();
    return report(interrupted, List.of(), List.of(run));
  }

  private static LoadReport report(
      boolean interrupted, List<ValidityReason> reasons, List<Run> runs) {
    return new LoadReport(
        LoadReport.SCHEMA, "x", null, interrupted, Verdict.of(reasons), null, runs, null);
  }
}
