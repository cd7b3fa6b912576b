package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {
  @Test
  void addsUpWhenEveryHandshakeIsAccountedFor() {
    assertEquals(List.of(), counts(100, 4, 90).brokenConservation());
    assertEquals(List.of(), Counts.NONE.brokenConservation());
  }

  @Test
  void namesTheEquationOfPlannedHandshakes() {
    assertEquals(
        List.of("planned 101 = started 97 + dropped 2 + waiting 1"),
        counts(101, 4, 90).brokenConservation());
  }

  @Test
  void namesTheEquationOfStartedHandshakes() {
    assertEquals(
        List.of("started 97 = established 90 + expected 1 + failed 5 + in flight 2"),
        counts(100, 5, 90).brokenConservation());
  }

  @Test
  void namesTheEquationOfConnections() {
    Counts counts = new Counts(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 7, 6, null);
    assertEquals(List.of("connections opened 7 = closed 6"), counts.brokenConservation());
  }

  @Test
  void namesEveryEquationThatDoesNotHold() {
    Counts counts = new Counts(9, 1, 0, 0, 0, 0, 0, Map.of(), 0, 7, 6, null);
    assertEquals(3, counts.brokenConservation().size());
  }

  @Test
  void addsEveryFieldOfAnother() {
    Counts sum = counts(100, 4, 90).plus(counts(1_000, 40, 900));
    assertEquals(
        new Counts(1_100, 194, 4, 2, 990, 2, 4, Map.of(FailureCause.BUSY, 44L), 10, 194, 194, 90L),
        sum);
  }

  @Test
  void hasNoShareOfFailuresWhereNothingWasStarted() {
    assertNull(Counts.NONE.failedShare());
    assertEquals(4.0 / 97, counts(100, 4, 90).failedShare());
  }

  private static Counts counts(long planned, long busy, long established) {
    Map<FailureCause, Long> failed = Map.of(FailureCause.BUSY, busy);
    return new Counts(planned, 97, 2, 1, established, 1, 2, failed, 5, 97, 97, established);
  }
}
