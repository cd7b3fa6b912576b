package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A server that stalls: latencies count from the due time. */
class DueTimeTest {
  /** The real side, on whose event loop the n-th connection sees to it that all others wait. */
  private record Stalling(ServerSide real, AtomicInteger accepted, int every, Duration stall)
      implements ServerSide {
    static RunningServer server(int every, Duration stall) {
      return RunningServer.of(
          (StageTimer timer) ->
              new Stalling(TestExchange.serverSide(timer), new AtomicInteger(), every, stall));
    }

    @Override
    public Role accept() {
      if (accepted.incrementAndGet() % every == 0) {
        long until = System.nanoTime() + stall.toNanos();
        while (System.nanoTime() - until < 0) {
          LockSupport.parkNanos(until - System.nanoTime());
        }
      }
      return real.accept();
    }

    @Override
    public Optional<CostlyOperation> costlyOperation() {
      return real.costlyOperation();
    }
  }

  private static long atLeast(Histogram histogram, int millis) {
    return histogram.getCountBetweenValues(
        TimeUnit.MILLISECONDS.toNanos(millis), histogram.getHighestTrackableValue());
  }

  @Test
  void everyHandshakeDueDuringAStallRecordsItsWait() {
    int stalledAt = 40;
    try (RunningServer server = Stalling.server(stalledAt, Duration.ofMillis(300));
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ofMillis(5)),
                  Load.wait(10_000),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  79));
      Histogram total = load.stage(Stage.TOTAL);
      assertEquals(79, total.getTotalCount());
      assertEquals(79, load.counts().established());
      assertTrue(total.getMaxValue() >= TimeUnit.MILLISECONDS.toNanos(295));
      // 20 are due in each 100 ms of the stall.
      assertTrue(atLeast(total, 190) >= 18, "those due first wait longest");
      assertTrue(atLeast(total, 90) >= 36, "two thirds wait for 100 ms or more");
    }
  }

  @Test
  void arrivalsAtTheLimitKeepTheirDueTime() {
    try (RunningServer server = Stalling.server(1, Duration.ofMillis(20));
        Load load = new Load(server.port(), 1, Load.PATIENT)) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ZERO), Load.wait(1), System.nanoTime(), Long.MAX_VALUE, 8));
      assertEquals(8, load.counts().established());
      assertTrue(load.recording.heldUp() > 0);
      Histogram total = load.stage(Stage.TOTAL);
      Histogram service = load.stage(Stage.SERVICE);
      assertTrue(service.getMinValue() >= TimeUnit.MILLISECONDS.toNanos(19));
      assertTrue(total.getMaxValue() >= TimeUnit.MILLISECONDS.toNanos(8 * 20 - 1));
      // One after the other: the k-th has waited for all before it.
      assertTrue(total.getMean() * 8 >= TimeUnit.MILLISECONDS.toNanos(36 * 20 - 10));
      assertTrue(load.stage(Stage.LAG).getMaxValue() >= TimeUnit.MILLISECONDS.toNanos(7 * 20 - 1));
      assertEquals(1, load.totals.ownLag().getTotalCount(), "the others waited at the cap");
    }
  }
}
