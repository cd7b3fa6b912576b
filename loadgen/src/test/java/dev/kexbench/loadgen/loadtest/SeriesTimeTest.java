package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.fixture.ParsedLoadtest;
import dev.kexbench.loadgen.plan.LoadPlan;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeriesTimeTest {
  private final AtomicLong nanos = new AtomicLong();

  private SeriesTime of(int runs, String... options) {
    LoadPlan plan = ParsedLoadtest.of(options).plan();
    return new SeriesTime(plan, runs, nanos::get);
  }

  @Test
  void addsWarmUpMeasuredTimeAndWhatIsAroundThem() {
    assertEquals("50 s each: about 8 min 20 s", of(10, "-w", "10s", "-d", "20s").expected());
  }

  @Test
  void givesARangeIfTheWarmUpEndsInSteadyState() {
    assertEquals(
        "50 s to 1 min 40 s each, by the length of the warm-up: 8 min 20 s to 16 min 40 s",
        of(10, "-d", "20s").expected());
  }

  @Test
  void doesNotGuessHowLongANumberOfHandshakesTakes() {
    assertEquals("5,000 handshakes each", of(10, "-n", "5k").expected());
  }

  @Test
  void followsTheRunsSoFar() {
    SeriesTime time = of(4, "-n", "5k");
    assertEquals("", time.left());
    nanos.set(30_000_000_000L);
    time.runEnded();
    assertEquals(", about 1 min 30 s left", time.left());
  }
}
