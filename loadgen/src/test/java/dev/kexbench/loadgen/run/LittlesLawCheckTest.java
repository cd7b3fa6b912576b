package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.report.LittlesLaw;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class LittlesLawCheckTest {
  private static final double MILLI = 1e6;

  /** What a run with these handshakes is reproached with; the first side of the law is varied. */
  private static List<ValidityReason> reasons(long handshakes, double nanos, double factor) {
    ValidityCheck check = new ValidityCheck(false, List.of());
    double spent = handshakes * nanos;
    LittlesLawCheck.of(
        check, LittlesLaw.of(new LittlesLaw.Sums(handshakes, spent, spent * factor), 10));
    return check.verdict().reasons();
  }

  @Test
  void moreInFlightThanRateTimesTimeIsInvalid() {
    ValidityReason reason = reasons(1_000, 100 * MILLI, 1.06).get(0);
    assertEquals(ReasonKey.LITTLES_LAW, reason.key());
    assertEquals(Validity.INVALID, reason.effect());
    assertEquals(
        "10.6 handshakes were in flight on average, but rate times mean time is 10.0: some were lost"
            + " or counted twice",
        reason.text());
  }

  @Test
  void fewerInFlightAreInvalidAsWell() {
    assertEquals(1, reasons(1_000, 100 * MILLI, 0.94).size());
  }

  @Test
  void aDifferenceOfFivePercentIsAccepted() {
    assertEquals(List.of(), reasons(1_000, 100 * MILLI, 1.049));
    assertEquals(List.of(), reasons(1_000, 100 * MILLI, 0.951));
  }

  @Test
  void lessThanAHundredHandshakesAreNotJudged() {
    assertEquals(List.of(), reasons(99, 100 * MILLI, 2));
    assertEquals(1, reasons(100, 100 * MILLI, 2).size());
  }

  @Test
  void aFewMicrosecondsBetweenReadingsAreAccepted() {
    assertEquals(List.of(), reasons(1_000, 50_000, 1.19));
    assertEquals(1, reasons(1_000, 50_000, 1.21).size());
  }

  @Test
  void aRunWithoutAHandshakeHasNothingToCheck() {
    ValidityCheck check = new ValidityCheck(false, List.of());
    LittlesLawCheck.of(check, (LittlesLaw) null);
    assertEquals(List.of(), check.verdict().reasons());
  }
}
