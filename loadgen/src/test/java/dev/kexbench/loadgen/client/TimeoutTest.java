package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Retry;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A server that accepts and never answers. */
class TimeoutTest {
  /** Time enough to connect and to send an OFFER, and short enough to wait for. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Three digits: a histogram's value may lie a thousandth above. */
  private static final double PRECISION = 0.999;

  private static void assertAllAreTheTimeout(Histogram total) {
    assertEquals(
        total.getTotalCount(),
        total.getCountAtValue(TIMEOUT.toNanos()),
        "every latency is the timeout, neither more nor less");
  }

  /** After a stall of the machine while they connect, handshakes have another outcome. */
  @Test
  void recordsALatencyOfExactlyTheTimeout() {
    Counts counts =
        Retry.until(
            each -> each.failed().get(FailureCause.CONNECT_TIMEOUT) == 0, TimeoutTest::sixTimeouts);
    assertEquals(6, counts.failed().get(FailureCause.EXCHANGE_TIMEOUT), counts::toString);
  }

  private static Counts sixTimeouts() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, TIMEOUT)) {
      load.run(loop -> new Workload.Closed(6, 0, 6));
      assertEquals(List.of(), load.counts().brokenConservation());
      assertEquals(6, load.stage(Stage.TOTAL).getTotalCount());
      assertAllAreTheTimeout(load.stage(Stage.TOTAL));
      assertEquals(6, load.stage(Stage.SERVICE).getTotalCount());
      assertEquals(0, load.stage(Stage.EXCHANGE).getTotalCount(), "there was no exchange");
      return load.counts();
    }
  }

  /** The second is due half the timeout after the first, whose place it takes as long later. */
  private record Waited(Counts counts, Histogram service) {
    /** Else a stall of the machine has kept the second waiting until its own timeout. */
    boolean bothStarted() {
      return counts.started() == 2;
    }
  }

  @Test
  void countsFromTheDueTimeEvenAfterAWait() {
    Waited waited = Retry.until(Waited::bothStarted, TimeoutTest::waitForAPlace);
    assertEquals(2, waited.counts().started(), waited.counts()::toString);
    assertTrue(waited.service().getMinValue() <= TIMEOUT.toNanos() / 2 / PRECISION);
  }

  private static Waited waitForAPlace() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, TIMEOUT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(TIMEOUT.dividedBy(2)),
                  Load.wait(1),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  2));
      Counts counts = load.counts();
      assertEquals(2, counts.started() + counts.abandoned(), counts::toString);
      assertEquals(2, load.stage(Stage.TOTAL).getTotalCount());
      assertAllAreTheTimeout(load.stage(Stage.TOTAL));
      return new Waited(counts, load.stage(Stage.SERVICE));
    }
  }

  @Test
  void countsHandshakesThatWaitedUntilTheirTimeoutAsAbandoned() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, TIMEOUT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ofMillis(1)),
                  Load.wait(2),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  200));
      Counts counts = load.counts();
      assertEquals(200, counts.planned());
      assertTrue(counts.abandoned() > 0, counts::toString);
      assertTrue(counts.started() >= 2, counts::toString);
      assertEquals(counts.planned(), counts.started() + counts.neverStarted() + counts.waiting());
      assertEquals(List.of(), counts.brokenConservation());
      assertTrue(load.recording.heldUp() > 0);
    }
  }

  @Test
  void countsUnfinishedHandshakesAsInFlight() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.generator.begin(loop -> new Workload.Closed(3, 0, 3), load.recording);
      eventually("all are connected", () -> load.counts().connectionsOpened() == 3);
      load.generator.drain(Duration.ofMillis(50));
      load.gather();
      assertEquals(3, load.counts().inFlight());
      assertEquals(List.of(), load.counts().brokenConservation());
      assertEquals(0, load.stage(Stage.TOTAL).getTotalCount());
    }
  }
}
