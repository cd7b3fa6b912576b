package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class GeneratorLoadTest {
  private final ValidityCheck check = new ValidityCheck(false, List.of());

  private void assertOnly(ReasonKey key, Validity effect) {
    var reasons = check.verdict().reasons();
    assertEquals(1, reasons.size());
    assertEquals(key, reasons.get(0).key());
    assertEquals(effect, reasons.get(0).effect());
  }

  private void assertNone() {
    assertEquals(List.of(), check.verdict().reasons());
  }

  private static Histogram millis(double... values) {
    Histogram nanos = new Histogram(10_000_000_000L, Recording.DIGITS);
    for (double each : values) {
      nanos.recordValueWithCount((long) (each * 1e6), 50);
    }
    return nanos;
  }

  @Test
  void aBusyLoopWhileTheServerHasTimeLeft() {
    GeneratorLoad.busy(check, 0.11, 0.1);
    assertOnly(ReasonKey.GENERATOR_CPU, Validity.SUSPECT);
  }

  @Test
  void aBusyMoment() {
    GeneratorLoad.busy(check, 0.1, 0);
    assertNone();
  }

  @Test
  void aSaturatedLoopIsAReasonOfItsOwn() {
    GeneratorLoad.busy(check, 1, 0.11);
    assertNone();
  }

  @Test
  void aClosedLoopThatReactsLate() {
    GeneratorLoad.closedLoopLag(check, millis(0.1, 11), millis(100));
    assertOnly(ReasonKey.LAG, Validity.SUSPECT);
  }

  @Test
  void aClosedLoopWhoseDelayIsHalfOfTheTotal() {
    GeneratorLoad.closedLoopLag(check, millis(0.1, 51), millis(100));
    assertOnly(ReasonKey.LAG, Validity.INVALID);
  }

  @Test
  void aClosedLoopWhoseDelayIsATenthOfTheTotal() {
    GeneratorLoad.closedLoopLag(check, millis(0.1, 9), millis(100));
    assertNone();
  }

  @Test
  void aRareDelayThatHardlyAddsToThePercentiles() {
    Histogram probe = millis(0.003);
    probe.recordValueWithCount(15_000_000, 1);
    Histogram total = new Histogram(10_000_000_000L, Recording.DIGITS);
    for (int each = 1; each <= 1_000; each++) {
      total.recordValue(each * 100_000L); // evenly up to 100 ms
    }
    GeneratorLoad.closedLoopLag(check, probe, total);
    assertNone();
  }

  @Test
  void aRareDelayOfMoreThanAThirdOfTheTotal() {
    Histogram probe = millis(0.003);
    probe.recordValueWithCount(35_000_000, 1);
    GeneratorLoad.closedLoopLag(check, probe, millis(100));
    assertOnly(ReasonKey.LAG, Validity.SUSPECT);
  }

  @Test
  void aDelayUnderAMillisecondHoweverFastTheServer() {
    GeneratorLoad.closedLoopLag(check, millis(0.9), millis(1));
    assertNone();
  }
}
