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
        List.of("planned 101 = started 97 + dropped 2 + abandoned 0 + not reached 0 + waiting 1"),
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
    Counts counts = Counts.builder().connectionsOpened(7).connectionsClosed(6).build();
    assertEquals(List.of("connections opened 7 = closed 6"), counts.brokenConservation());
  }

  @Test
  void namesEveryEquationThatDoesNotHold() {
    Counts counts =
        Counts.builder().planned(9).started(1).connectionsOpened(7).connectionsClosed(6).build();
    assertEquals(3, counts.brokenConservation().size());
  }

  @Test
  void addsEveryFieldOfAnother() {
    Counts sum = counts(100, 4, 90).plus(counts(1_000, 40, 900));
    assertEquals(
        Counts.builder()
            .planned(1_100)
            .started(194)
            .dropped(4)
            .waiting(2)
            .established(990)
            .expected(2)
            .inFlight(4)
            .failed(Map.of(FailureCause.BUSY, 44L))
            .lateAcks(10)
            .connectionsOpened(194)
            .connectionsClosed(194)
            .serverConfirmed(90L)
            .build(),
        sum);
  }

  @Test
  void countsFailedAndNeverStartedHandshakesAsErrors() {
    assertNull(Counts.NONE.errorShare());
    assertEquals((4 + 2) / 100.0, counts(100, 4, 90).errorShare());
    Counts never = Counts.builder().planned(10).dropped(1).abandoned(2).notReached(3).build();
    assertEquals(0.6, never.errorShare());
  }

  private static Counts counts(long planned, long busy, long established) {
    return Counts.builder()
        .planned(planned)
        .started(97)
        .dropped(2)
        .waiting(1)
        .established(established)
        .expected(1)
        .inFlight(2)
        .failed(Map.of(FailureCause.BUSY, busy))
        .lateAcks(5)
        .connectionsOpened(97)
        .connectionsClosed(97)
        .serverConfirmed(established)
        .build();
  }
}
