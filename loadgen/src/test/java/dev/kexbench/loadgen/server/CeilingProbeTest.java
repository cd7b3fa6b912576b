package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.results.report.ServerStats;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CeilingProbeTest {
  private static final int CORES = 3;

  private final RequestCpu cpu = new RequestCpu();

  private Optional<ServerStats.Ceiling> measure(Runnable once) {
    var operation = new ServerSide.CostlyOperation("test", once);
    return new CeilingProbe(Optional.of(operation), CORES, cpu).measure(() -> true);
  }

  @Test
  void runsTheOperationOnEveryCoreAtOnce() {
    CountDownLatch together = new CountDownLatch(CORES);
    ServerStats.Ceiling ceiling =
        measure(
                () -> {
                  together.countDown();
                  await(together); // the first operation of each thread ends when all have begun
                })
            .orElseThrow();
    assertEquals(CORES, ceiling.cores());
    assertEquals("test", ceiling.operation());
    assertTrue(ceiling.operationsPerSecondPerCore() > 0);
    assertTrue(cpu.nanos() > 0, "it is no CPU time of the load");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(2, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anOperationThatFailsFailsTheMeasurement() {
    assertThrows(
        CompletionException.class,
        () ->
            measure(
                () -> {
                  throw new IllegalStateException("no key");
                }));
  }

  @Test
  void anExchangeWithoutSuchAnOperationHasNoCeiling() {
    assertTrue(new CeilingProbe(Optional.empty(), CORES, cpu).measure(() -> true).isEmpty());
  }

  @Test
  void aMeasurementThatIsNoLongerWantedEndsOnEveryCore() {
    AtomicBoolean wanted = new AtomicBoolean(true);
    AtomicInteger after = new AtomicInteger();
    var operation =
        new ServerSide.CostlyOperation(
            "test",
            () -> {
              if (!wanted.getAndSet(false)) {
                after.incrementAndGet();
              }
            });
    CeilingProbe probe = new CeilingProbe(Optional.of(operation), CORES, cpu);
    assertThrows(CompletionException.class, () -> probe.measure(wanted::get));
    assertTrue(after.get() < CORES, "at most those that had begun: " + after);
  }

  @Test
  void aFailureEndsTheOtherCoresBeforeItIsReported() {
    AtomicInteger running = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    assertThrows(
        CompletionException.class,
        () ->
            measure(
                () -> {
                  running.incrementAndGet();
                  try {
                    if (failed.compareAndSet(false, true)) {
                      throw new IllegalStateException("no key");
                    }
                  } finally {
                    running.decrementAndGet();
                  }
                }));
    assertEquals(0, running.get());
  }
}
