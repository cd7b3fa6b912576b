package dev.kexbench.bench.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UsageTest {
  @Test
  void dividesTheCpuTimeOfAllThreadsByTheirOperations() {
    Usage two = new Usage(1_000, 2, 200_000, 0, 100_000, 0);
    assertEquals(200, two.cpuNanosPerOperation());
    assertEquals(200, two.wallNanosPerOperation());
    assertEquals(1, two.running());
  }

  @Test
  void expectsNoMoreThanTheCoresThatThereAre() {
    Usage four = new Usage(1_000, 4, 200_000, 0, 100_000, 0);
    assertEquals(0.5, four.running());
    assertEquals(1, four.shareOf(2));
    assertEquals(0.5, four.shareOf(8));
  }

  @Test
  void distinguishesThreadsThatWaitForEachOther() {
    assertTrue(new Usage(1_000, 4, 1, 0, 1, 5_000).contends());
    assertFalse(new Usage(1_000, 4, 1, 0, 1, 12).contends(), "JMH's own barriers");
    assertFalse(new Usage(1_000, 1, 1, 0, 1, 5_000).contends(), "nobody to wait for");
  }
}
