package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Retry;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Outcomes other than success. */
class OutcomesTest {
  /** Time enough to connect and to send an OFFER, and short enough to wait for. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Clients of one handshake per connection that wait so long for a late answer. */
  private static Load lingering(int port, Duration linger) {
    return new Load(
        port,
        1,
        Load.honest(),
        new ConnectionPolicy(
            TIMEOUT.toNanos(), linger.toNanos(), 1, ConnectionPolicy.Close.FIN, List.of()));
  }

  /**
   * False if the machine stalled while a client connected; its handshake then has another outcome.
   */
  private static boolean connectedInTime(Counts counts) {
    return counts.failed().get(FailureCause.CONNECT_TIMEOUT) == 0;
  }

  @Test
  void anAnswerAfterTheTimeoutIsCountedAsLateWhileTheClientLingers() {
    Counts counts = Retry.until(OutcomesTest::connectedInTime, OutcomesTest::answeredLate);
    assertEquals(1, counts.failed().get(FailureCause.EXCHANGE_TIMEOUT), counts::toString);
    assertEquals(1, counts.lateAcks(), counts::toString);
    assertEquals(List.of(), counts.brokenConservation());
  }

  private static Counts answeredLate() {
    CountDownLatch timedOut = new CountDownLatch(1);
    try (FakeServer server =
            new FakeServer(
                socket -> {
                  socket.getInputStream().readNBytes(FakeServer.OFFER_BYTES);
                  FakeServer.await(timedOut);
                  socket.getOutputStream().write(new byte[72]);
                });
        Load load = lingering(server.port(), Load.PATIENT)) {
      load.generator.begin(loop -> new Workload.Closed(1, 0, 1), load.recording);
      eventually("it has timed out", load.generator::finished);
      timedOut.countDown();
      eventually(
          "the answer is counted",
          () -> load.counts().lateAcks() == 1 || !connectedInTime(load.counts()));
      load.drain();
      return load.counts();
    }
  }

  @Test
  void aClientThatTimesOutDisconnectsAtOnceUnlessItLingers() {
    Counts counts = Retry.until(OutcomesTest::connectedInTime, OutcomesTest::disconnected);
    assertEquals(1, counts.failed().get(FailureCause.EXCHANGE_TIMEOUT), counts::toString);
  }

  private static Counts disconnected() {
    CountDownLatch disconnected = new CountDownLatch(1);
    try (FakeServer server =
            new FakeServer(
                socket -> {
                  socket.getInputStream().readAllBytes();
                  disconnected.countDown();
                });
        Load load = lingering(server.port(), Duration.ZERO)) {
      load.generator.begin(loop -> new Workload.Closed(1, 0, 1), load.recording);
      eventually(
          "the server reads the end",
          () -> disconnected.getCount() == 0 || !connectedInTime(load.counts()));
      load.drain();
      return load.counts();
    }
  }

  /** Its connection takes a descriptor and a port, as that of a handshake in flight does. */
  @Test
  void aClientThatLingersKeepsItsPlace() {
    Counts counts = Retry.until(OutcomesTest::connectedInTime, OutcomesTest::oneLingersAndOneWaits);
    assertEquals(1, counts.started(), counts::toString);
    assertEquals(1, counts.abandoned(), counts::toString);
    assertEquals(1, counts.failed().get(FailureCause.EXCHANGE_TIMEOUT), counts::toString);
  }

  private static Counts oneLingersAndOneWaits() {
    try (FakeServer server = FakeServer.silent();
        Load load = lingering(server.port(), Load.PATIENT)) {
      load.generator.begin(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ZERO), Load.wait(1), System.nanoTime(), Long.MAX_VALUE, 2),
          load.recording);
      eventually("both have given up", () -> gaveUp(load.counts()) == 2);
      return load.counts();
    }
  }

  private static long gaveUp(Counts counts) {
    return counts.abandoned() + counts.failedTotal();
  }

  @Test
  void dropsAnArrivalAtTheLimitIfItMayNotWait() {
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, TIMEOUT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ZERO),
                  new Workload.InFlightCap(3, Workload.WhenFull.DROP),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  20));
      Counts counts = load.counts();
      assertEquals(20, counts.planned());
      assertEquals(3, counts.started());
      assertEquals(17, counts.dropped());
      assertEquals(0, counts.waiting());
      assertEquals(List.of(), counts.brokenConservation());
      assertTrue(load.recording.heldUp() > 0);
    }
  }

  @Test
  void recordsALatencyForEveryFailureCause() {
    byte[] busy = {'K', 'X', 1, 0x7F, 1, 0, 0, 1, 4};
    try (FakeServer server = FakeServer.answering(busy);
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.run(loop -> new Workload.Closed(1, 0, 5));
      Latency failures = load.totals.latency().get("failed.busy");
      assertEquals(5, failures.count());
      assertTrue(failures.min() > 0);
      assertEquals(0, load.stage(Stage.TOTAL).getTotalCount(), "which is none of a success");
    }
  }
}
