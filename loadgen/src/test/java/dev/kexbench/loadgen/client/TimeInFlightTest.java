package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.kexbench.loadgen.fixture.Retry;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.LittlesLaw;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Little's law for handshakes that end in every way; both sides are of the same handshakes. */
class TimeInFlightTest {
  /** Time enough to connect and to send an OFFER, and short enough to wait for. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** On a busy machine the thread may lose its core between two readings of the clock. */
  private static final double TOLERANCE = 0.2;

  private static boolean hold(List<LittlesLaw> laws) {
    return laws.stream().allMatch(law -> Math.abs(law.difference()) <= TOLERANCE);
  }

  private static void assertHolds(Supplier<LittlesLaw> attempt) {
    assertAllHold(() -> List.of(attempt.get()));
  }

  /** In one of several attempts, each of which counts the handshakes that it should. */
  private static void assertAllHold(Supplier<List<LittlesLaw>> attempt) {
    List<LittlesLaw> laws = Retry.until(TimeInFlightTest::hold, attempt);
    laws.forEach(law -> assertEquals(0, law.difference(), TOLERANCE, law::toString));
  }

  private static LittlesLaw law(long handshakes, Totals totals) {
    LittlesLaw law = totals.littlesLaw(1);
    assertEquals(handshakes, law.handshakes());
    return law;
  }

  /** Of this many handshakes on one event loop. */
  private static LittlesLaw law(long handshakes, Duration timeout, int port, Workload workload) {
    try (Load load = new Load(port, 1, timeout)) {
      load.run(loop -> workload);
      return law(handshakes, load.totals);
    }
  }

  @Test
  void holdsForEstablishedHandshakes() {
    try (RunningServer server = RunningServer.kx1()) {
      assertHolds(() -> onTwoLoops(server.port()));
    }
  }

  private static LittlesLaw onTwoLoops(int port) {
    try (Load load = new Load(port, 2, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(4, 0, 100));
      return law(200, load.totals);
    }
  }

  @Test
  void holdsForTimeouts() {
    try (FakeServer server = FakeServer.silent()) {
      assertHolds(() -> law(6, TIMEOUT, server.port(), new Workload.Closed(6, 0, 6)));
    }
  }

  @Test
  void holdsForFailures() {
    byte[] busy = {'K', 'X', 1, 0x7F, 1, 0, 0, 1, 4};
    try (FakeServer server = FakeServer.answering(busy)) {
      assertHolds(() -> law(100, Load.PATIENT, server.port(), new Workload.Closed(1, 0, 100)));
    }
  }

  @Test
  void holdsForAnOpenLoopWhoseArrivalsWaitOrAreAbandoned() {
    try (FakeServer server = FakeServer.silent()) {
      assertHolds(() -> ofWaitingArrivals(server.port()));
    }
  }

  private static LittlesLaw ofWaitingArrivals(int port) {
    try (Load load = new Load(port, 1, TIMEOUT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ofMillis(10)),
                  Load.wait(3),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  300));
      return law(load.counts().started(), load.totals);
    }
  }

  @Test
  void leavesOutHandshakesThatAreAbandonedInFlight() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.generator.begin(loop -> new Workload.Closed(6, 0, 6), load.recording);
      eventually("they are in flight", () -> load.counts().started() == 6);
      load.generator.drain(Duration.ofMillis(1));
      load.gather();
      assertEquals(6, load.counts().inFlight());
      assertNull(load.totals.littlesLaw(1));
    }
  }

  @Test
  void aPhaseThatContinuesAnotherCountsItsOwnHandshakesOnly() {
    try (RunningServer server = RunningServer.kx1()) {
      assertAllHold(() -> twoPhases(server.port()));
    }
  }

  private static List<LittlesLaw> twoPhases(int port) {
    try (Load load = new Load(port, 1, Load.PATIENT)) {
      load.generator.begin(loop -> new Workload.Closed(4, 0, Long.MAX_VALUE), load.recording);
      eventually("it is warm", () -> load.counts().established() >= 20);
      Recording measured = load.newRecording();
      load.generator.cut(measured, loop -> 100L);
      eventually("all have ended", load.generator::finished);
      load.drain();
      Totals totals = new Totals(Load.PATIENT.toNanos());
      totals.add(measured.take(0, Interval.Use.NONE));
      return List.of(law(100, totals), law(load.counts().established(), load.totals));
    }
  }
}
