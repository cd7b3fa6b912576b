package dev.kexbench.bench.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {
  @ParameterizedTest
  @CsvSource({
    "dev.kexbench.be, dev.kexbench.bench.suite.CodecBenchmark.recode-jmh-worker-12, true",
    "dev.kexbench, dev.kexbench.bench.suite.CodecBenchmark.recode-jmh-worker-12, false",
    "a-jmh-worker-1, a-jmh-worker-1, true",
    "a-jmh-worker, a-jmh-worker-1, false",
    "main, dev.kexbench.bench.suite.CodecBenchmark.recode-jmh-worker-12, false"
  })
  void knowsAThreadByWhatTheKernelKeepsOfItsName(String kept, String name, boolean same) {
    assertEquals(same, Workers.isKept(kept, name));
  }

  @Test
  void findsNoneOutsideOfABenchmark() {
    assertEquals(List.of(), Workers.kernelIds());
  }
}
