package dev.kexbench.bench.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PerfStatTest {
  /** An event that the kernel counts, so that it exists without the processor's counters. */
  static final String CPU_TIME = "task-clock";

  @Test
  void readsTheCountsOfEachEvent() {
    assertEquals(
        Map.of("instructions", 583029.0, "cycles", 679413.0, "task-clock", 0.71),
        PerfStat.counts(
            """
            583029,,instructions,530221,100.00,0.86,insn per cycle
            679413,,cycles:u,530221,100.00,,
            0.71,msec,task-clock,711402,100.00,0.521,CPUs utilized
            """));
  }

  @Test
  void leavesOutWhatWasNotCountedAllTheTime() {
    assertEquals(
        Map.of(),
        PerfStat.counts(
            """
            # started on Sat Nov 28 09:25:51 2026

            <not supported>,,instructions,0,100.00,,
            <not counted>,,cycles,0,0.00,,
            583029,,branches,530221,43.10,,
            """));
  }

  @Test
  @Tag("process")
  void countsAThreadFromStartToEnd() throws IOException {
    PerfStat perf = startedHere();
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long used;
    do {
      used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    } while (used < TimeUnit.MILLISECONDS.toNanos(50));
    Double counted = perf.end().get(CPU_TIME);
    // A tenth less is permitted, since the kernel has a clock for each: 0.3 % less was seen.
    assertTrue(counted >= 45, () -> counted + " ms");
  }

  @Test
  @Tag("process")
  void isEmptyIfNothingCanBeCounted() {
    assertTrue(PerfStat.start(List.of("no-such-event"), List.of("1")).isEmpty());
  }

  /** Counts the CPU time of the calling thread, where that is possible. */
  static PerfStat startedHere() throws IOException {
    Path self = Path.of("/proc/thread-self");
    assumeTrue(Files.exists(self), "this is not Linux");
    String thread = self.toRealPath().getFileName().toString();
    Optional<PerfStat> perf = PerfStat.start(List.of(CPU_TIME), List.of(thread));
    assumeTrue(perf.isPresent(), "perf is not installed, or not permitted");
    return perf.get();
  }
}
