package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.loadgen.fixture.Retry;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.fixture.ToySide;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An open loop that offers more than the server, its limit in flight or the generator can take. */
class OverloadTest {
  private static final Duration SERVICE_TIME = Duration.ofMillis(5);
  private static final Duration GAP = SERVICE_TIME.dividedBy(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int LIMIT = 130;
  private static final int DUE = (int) Duration.ofSeconds(10).dividedBy(GAP);

  private static ServerSide slow(StageTimer timer) {
    return ToySide.every(TestExchange.serverSide(timer), SERVICE_TIME);
  }

  private static void begin(Load load, int inFlight) {
    load.generator.begin(
        loop ->
            new Workload.Open(
                Load.every(GAP), Load.wait(inFlight), System.nanoTime(), Long.MAX_VALUE, DUE),
        load.recording);
  }

  /** What was established with and without a limit in flight, side by side. */
  private record Goodput(long limited, long unlimited) {
    /** Once this many handshakes have been due on both sides. */
    static Goodput after(long planned, Load limited, Load unlimited) {
      eventually(
          planned + " are due",
          () -> limited.counts().planned() >= planned && unlimited.counts().planned() >= planned);
      return new Goodput(limited.counts().established(), unlimited.counts().established());
    }

    Goodput since(Goodput earlier) {
      return new Goodput(limited - earlier.limited, unlimited - earlier.unlimited);
    }

    boolean alike() {
      return limited >= 0.8 * unlimited;
    }
  }

  /** In the later half of an overload. */
  private static Goodput overload(Supplier<RunningServer> servers) {
    try (RunningServer one = servers.get();
        RunningServer other = servers.get();
        Load limited = new Load(one.port(), 1, TIMEOUT);
        Load unlimited = new Load(other.port(), 1, TIMEOUT)) {
      begin(limited, LIMIT);
      begin(unlimited, 10_000);
      Goodput first = Goodput.after(DUE / 2, limited, unlimited);
      Goodput later = Goodput.after(DUE, limited, unlimited).since(first);
      limited.drain();
      unlimited.drain();
      assertConserved(limited);
      assertConserved(unlimited);
      return later;
    }
  }

  private static void assertConserved(Load load) {
    Counts counts = load.counts();
    assertEquals(DUE, counts.planned());
    assertEquals(List.of(), counts.brokenConservation());
    long values = load.stage(Stage.TOTAL).getTotalCount();
    assertTrue(values >= counts.established() + counts.abandoned(), counts::toString);
  }

  /** At twice the capacity; a busy machine may disturb one of two runs, but not each time. */
  private static void assertTheLimitCostsNoGoodput(Supplier<RunningServer> servers) {
    Goodput later = Retry.until(Goodput::alike, () -> overload(servers));
    assertTrue(later.alike(), later::toString);
  }

  @Test
  void theLimitInFlightCostsNoGoodputOfAServerThatShedsNothing() {
    assertTheLimitCostsNoGoodput(() -> RunningServer.of(OverloadTest::slow));
  }

  @Test
  void theLimitInFlightCostsNoGoodputOfAServerThatShedsByAge() {
    assertTheLimitCostsNoGoodput(
        () -> RunningServer.shedding(TIMEOUT.dividedBy(4), OverloadTest::slow));
  }

  @Test
  void arrivalsThatTheGeneratorHasNotReachedAtTheEndAreCounted() {
    int due = 100_000;
    Duration length = Duration.ofSeconds(1);
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, Duration.ofMillis(50))) {
      long startedNanos = System.nanoTime() - 2 * length.toNanos();
      CountDownLatch stopped = new CountDownLatch(1);
      load.generator.begin(
          loop -> {
            FakeServer.await(stopped); // the loop stops after its first turn
            return new Workload.Open(
                Load.every(length.dividedBy(due)),
                Load.wait(4),
                startedNanos,
                length.toNanos(),
                Long.MAX_VALUE);
          },
          load.recording);
      load.generator.stop();
      stopped.countDown();
      load.drain();
      Counts counts = load.counts();
      assertEquals(due, counts.planned(), counts::toString);
      assertTrue(counts.notReached() > 0, counts::toString);
      assertEquals(List.of(), counts.brokenConservation());
      assertTrue(counts.errorShare() > 0.9, counts::toString);
    }
  }
}
