package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.LittlesLaw;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Little's law for handshakes that end in every way; both sides are of the same handshakes. */
class TimeInFlightTest {
  /** Time enough to connect and to send an OFFER, and short enough to wait for. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** On a busy machine the thread may lose its core between two readings of the clock. */
  private static final double TOLERANCE = 0.2;

  private static void assertHolds(long handshakes, LittlesLaw law) {
    assertEquals(handshakes, law.handshakes());
    assertEquals(0, law.difference(), TOLERANCE, law::toString);
  }

  @Test
  void holdsForEstablishedHandshakes() {
    try (RunningServer server = RunningServer.kx1();
        Load load = new Load(server.port(), 2, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(4, 0, 100));
      assertHolds(200, load.totals.littlesLaw(1));
    }
  }

  @Test
  void holdsForTimeouts() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, TIMEOUT)) {
      load.run(loop -> new Workload.Closed(6, 0, 6));
      assertHolds(6, load.totals.littlesLaw(1));
    }
  }

  @Test
  void holdsForFailures() {
    byte[] busy = {'K', 'X', 1, 0x7F, 1, 0, 0, 1, 4};
    try (FakeServer server = FakeServer.answering(busy);
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(1, 0, 100));
      assertHolds(100, load.totals.littlesLaw(1));
    }
  }

  @Test
  void holdsForAnOpenLoopWhoseArrivalsWaitOrAreAbandoned() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, TIMEOUT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ofMillis(10)),
                  Load.wait(3),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  300));
      assertHolds(load.counts().started(), load.totals.littlesLaw(1));
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
    try (RunningServer server = RunningServer.kx1();
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.generator.begin(loop -> new Workload.Closed(4, 0, Long.MAX_VALUE), load.recording);
      eventually("it is warm", () -> load.counts().established() >= 20);
      Recording measured = load.newRecording();
      load.generator.cut(measured, loop -> 100L);
      eventually("all have ended", load.generator::finished);
      load.drain();
      Totals totals = new Totals(Load.PATIENT.toNanos());
      totals.add(measured.take(0, Interval.Use.NONE));
      assertHolds(100, totals.littlesLaw(1));
      assertHolds(load.counts().established(), load.totals.littlesLaw(1));
    }
  }
}
