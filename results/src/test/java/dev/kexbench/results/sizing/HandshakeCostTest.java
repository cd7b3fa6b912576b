package dev.kexbench.results.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeCostTest {
  private static final MeasuredRun BUSY = MeasuredRun.of(SimulatedRuns.closed());

  private static HandshakeCost cost(MeasuredRun... others) {
    List<MeasuredRun> runs = new ArrayList<>(List.of(others));
    runs.add(BUSY);
    return HandshakeCost.of(runs, BUSY);
  }

  /** At a rate with this CPU time per handshake in microseconds. */
  private static MeasuredRun open(double share, double micros) {
    return MeasuredRun.of(SimulatedRuns.withCpu(SimulatedRuns.open(share), micros));
  }

  @Test
  void isThatOfTheOnlyRun() {
    assertEquals(new HandshakeCost(400_000, 0), cost());
    assertEquals(new HandshakeCost(400_000, 0), cost(open(0.9, 500)), "of similar utilisation");
  }

  @Test
  void fallsInALineWithTheUtilisation() {
    // 500 µs on an idle server, 400 µs on a busy one: 450 µs at half of its time
    HandshakeCost cost = cost(open(0.5 * 400 / 450, 450), open(0.2 * 400 / 480, 480));
    assertEquals(100_000, cost.idleNanos(), 5_000);
    assertEquals(398_000, cost.busyNanos(), 2_000);
    assertEquals(450_000, cost.nanos(0.5), 3_000);
    assertEquals(cost.busyNanos(), cost.nanos(1.2));
  }

  @Test
  void oneRunOfThreeDoesNotBendTheLine() {
    HandshakeCost cost = cost(open(0.3, 400), open(0.4, 900), open(0.5, 400));
    assertEquals(0, cost.idleNanos());
  }

  @Test
  void aCheaperRunAtALowRateIsNoGain() {
    assertEquals(0, cost(open(0.3, 300)).idleNanos());
  }

  @Test
  void followsTheHostsSpeed() {
    MeasuredRun slow =
        MeasuredRun.of(
            SimulatedRuns.withKeyRate(SimulatedRuns.withCpu(SimulatedRuns.open(0.3), 800), 1_500));
    assertEquals(0, cost(slow).idleNanos());
  }
}
