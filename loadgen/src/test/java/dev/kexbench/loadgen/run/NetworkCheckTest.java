package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.NetworkFigures;
import dev.kexbench.results.report.NetworkFigures.Direction;
import dev.kexbench.results.report.NetworkFigures.Timing;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkCheckTest {
  private static final long MILLI = 1_000_000;

  private static List<ValidityReason> reasons(long delay, long late, long overrun) {
    Timing timing = new Timing(delay, delay, delay + late, delay + late, late, late);
    Direction good = new Direction(10, 1_000, 0, 0, 0, null);
    Direction other = new Direction(10, 1_000, 0, 0, overrun, timing);
    ValidityCheck check = new ValidityCheck(false, List.of());
    NetworkCheck.of(check, network(delay, good, other));
    return check.verdict().reasons();
  }

  private static NetworkFigures network(long delay, Direction there, Direction back) {
    return new NetworkFigures(
        "rtt=20ms", NetworkFigures.RELAY, true, delay, 0.1, there, back, null);
  }

  @Test
  void aPacketMayBeLateByFivePercentAndNoMoreThanAMillisecond() {
    assertEquals(List.of(), reasons(10 * MILLI, MILLI / 2, 0));
    assertEquals(1, reasons(10 * MILLI, MILLI / 2 + 1, 0).size());
    assertEquals(List.of(), reasons(100 * MILLI, MILLI, 0));
    assertEquals(1, reasons(100 * MILLI, MILLI + 1, 0).size());
  }

  @Test
  void ofAShortDelayOnlyTheMillisecondCounts() {
    assertEquals(List.of(), reasons(MILLI / 4, MILLI, 0));
    assertEquals(1, reasons(MILLI / 4, MILLI + 1, 0).size());
  }

  @Test
  void theReasonNamesTheDirectionAndMakesTheRunSuspect() {
    ValidityReason late = reasons(20 * MILLI, 2 * MILLI, 0).get(0);
    assertEquals(ReasonKey.NETWORK, late.key());
    assertEquals(Validity.SUSPECT, late.effect());
    assertTrue(late.text().contains("to the generator late, by 2.00 ms"), late.text());
  }

  @Test
  void packetsThatTheRelayDidNotReadAreNoPlannedLoss() {
    ValidityReason overrun = reasons(20 * MILLI, 0, 3).get(0);
    assertEquals(ReasonKey.NETWORK, overrun.key());
    assertTrue(overrun.text().contains("did not read 3 packets"), overrun.text());
  }
}
