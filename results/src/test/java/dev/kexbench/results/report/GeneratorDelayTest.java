package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.kexbench.results.report.GeneratorDelay.Percentile;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class GeneratorDelayTest {
  private static final Histogram NONE = new Histogram(3);

  /** A thousand values: all but the last one fast. */
  private static Histogram millis(double most, double last) {
    Histogram nanos = new Histogram(3);
    nanos.recordValueWithCount((long) (most * 1e6), 999);
    nanos.recordValue((long) (last * 1e6));
    return nanos;
  }

  @Test
  void marksThePercentilesThatMayBeDelayToMoreThanAThird() {
    GeneratorDelay delay = GeneratorDelay.of(millis(0.1, 40), NONE, millis(10, 100));
    assertEquals(0.01, delay.shares().get("p50"), 0.001);
    assertEquals(0.4, delay.shares().get("p9999"), 0.001);
    assertEquals(0.4, delay.shares().get("max"), 0.001);
    assertEquals(List.of("p9999", "max"), delay.marked());
    assertEquals(Optional.empty(), delay.marked(Percentile.P99));
    assertEquals(List.of(Percentile.P9999, Percentile.MAX), delay.markedPercentiles());
    assertEquals(1_000, delay.probe().count());
  }

  @Test
  void aThirdIsNotMarked() {
    assertEquals(List.of(), GeneratorDelay.of(millis(0.1, 33), NONE, millis(10, 100)).marked());
  }

  @Test
  void lateStartsCountLikeLateProbes() {
    GeneratorDelay delay = GeneratorDelay.of(millis(0.1, 1), millis(5, 5), millis(10, 100));
    assertEquals(List.of("p50", "p90", "p99", "p999"), delay.marked());
    assertEquals(0.5, delay.marked(Percentile.P50).orElseThrow(), 0.001);
  }

  @Test
  void aDelayIsAtMostTheWhole() {
    GeneratorDelay delay = GeneratorDelay.of(millis(0.1, 900), NONE, millis(10, 100));
    assertEquals(1, delay.shares().get("max"));
  }

  @Test
  void aSecondIsMarkedByTheSameRule() {
    Second second =
        Second.builder(0).p50(9_000L).p99(10_000L).delayP50(3_000L).delayP99(4_000L).build();
    assertEquals(Optional.empty(), second.marked(Percentile.P50), "a third is not marked");
    assertEquals(0.4, second.marked(Percentile.P99).orElseThrow(), 0.001);
    assertEquals(Optional.empty(), second.marked(Percentile.MAX), "a second has no maximum");
  }

  @Test
  void aSecondOfWhichNothingIsKnownIsNotMarked() {
    assertEquals(Optional.empty(), Second.builder(0).p99(10_000L).build().marked(Percentile.P99));
    assertEquals(
        Optional.empty(), Second.builder(0).delayP99(10_000L).build().marked(Percentile.P99));
  }

  @Test
  void thereIsNoneWithoutALatency() {
    assertNull(GeneratorDelay.of(millis(1, 1), NONE, NONE));
  }

  @Test
  void isReadAsItWasWritten() {
    GeneratorDelay delay = GeneratorDelay.of(millis(0.1, 40), NONE, millis(10, 100));
    LittlesLaw law = LittlesLaw.of(new LittlesLaw.Sums(1_000, 64e9, 64.1e9), 10);
    LoadReport report =
        SampleReport.with(run -> run.toBuilder().generatorDelay(delay).littlesLaw(law).build());
    Run read = Json.fromJson(Json.toJson(report), LoadReport.class).orElseThrow().runs().get(0);
    assertEquals(delay, read.generatorDelay());
    assertEquals(law, read.littlesLaw());
    assertEquals(6.41, law.meanInFlight(), 1e-9);
  }
}
