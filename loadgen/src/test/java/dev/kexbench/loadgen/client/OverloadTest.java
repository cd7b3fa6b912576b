package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** An open loop that offers more than the server, its limit in flight or the generator can take. */
class OverloadTest {
  private static final Duration SERVICE_TIME = Duration.ofMillis(5);
  private static final Duration GAP = SERVICE_TIME.dividedBy(2);

  /** KX1 with a fixed capacity: handshakes take the event loop for this long, one by one. */
  private record SlowSide(ServerSide side) implements ServerSide {
    @Override
    public Role accept() {
      return new SlowRole(side.accept());
    }

    @Override
    public Optional<CostlyOperation> costlyOperation() {
      return side.costlyOperation();
    }
  }

  private record SlowRole(Role role) implements Role {
    @Override
    public Step start() {
      return role.start();
    }

    @Override
    public Step receive(ByteBuffer in) {
      Step step = role.receive(in);
      if (step instanceof Step.Compute) {
        LockSupport.parkNanos(SERVICE_TIME.toNanos());
      }
      return step;
    }

    @Override
    public void close() {
      role.close();
    }
  }

  /** The counts once this many handshakes have been due. */
  private static Counts after(long planned, Load load) {
    eventually(planned + " are due", () -> load.counts().planned() >= planned);
    return load.counts();
  }

  @Test
  void handshakesAreStillEstablishedAtTwiceTheCapacity() {
    Duration timeout = Duration.ofSeconds(3);
    int due = (int) Duration.ofSeconds(10).dividedBy(GAP);
    try (RunningServer server =
            RunningServer.of(timer -> new SlowSide(TestExchange.serverSide(timer)));
        Load load = new Load(server.port(), 1, timeout)) {
      load.generator.begin(
          loop ->
              new Workload.Open(
                  Load.every(GAP), Load.wait(130), System.nanoTime(), Long.MAX_VALUE, due),
          load.recording);
      long firstHalf = after(due / 2, load).established();
      long secondHalf = after(due, load).established() - firstHalf;
      load.drain();
      assertTrue(secondHalf > firstHalf / 2, () -> firstHalf + ", then " + secondHalf);
      Counts counts = load.counts();
      assertTrue(counts.abandoned() > 0, counts::toString);
      assertEquals(due, counts.planned());
      assertEquals(List.of(), counts.brokenConservation());
      long values = load.stage(Stage.TOTAL).getTotalCount();
      assertTrue(values >= counts.established() + counts.abandoned(), counts::toString);
    }
  }

  @Test
  void arrivalsThatTheGeneratorHasNotReachedAtTheEndAreCounted() {
    int due = 100_000;
    Duration length = Duration.ofSeconds(1);
    try (FakeServer server = FakeServer.silent();
        Load load = new Load(server.port(), 1, Duration.ofMillis(50))) {
      long startedNanos = System.nanoTime() - 2 * length.toNanos();
      load.generator.begin(
          loop ->
              new Workload.Open(
                  Load.every(length.dividedBy(due)),
                  Load.wait(4),
                  startedNanos,
                  length.toNanos(),
                  Long.MAX_VALUE),
          load.recording);
      load.drain();
      Counts counts = load.counts();
      assertEquals(due, counts.planned(), counts::toString);
      assertTrue(counts.notReached() > 0, counts::toString);
      assertEquals(List.of(), counts.brokenConservation());
      assertTrue(counts.errorShare() > 0.9, counts::toString);
    }
  }
}
