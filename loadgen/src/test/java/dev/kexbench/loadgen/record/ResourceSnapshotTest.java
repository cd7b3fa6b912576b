package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.machine.CpuThrottling;
import dev.kexbench.results.machine.CpuTimes;
import dev.kexbench.results.machine.KernelCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceSnapshotTest {
  private static final long SECOND = 1_000_000_000L;
  private static final CpuThrottling FREE = new CpuThrottling(1, Map.of());
  private static final KernelCounts TCP = KernelCounts.UNKNOWN;

  @TempDir private Path task;

  private static CpuUse cpu(long nanoTime, List<Long> loopNanos) {
    return new CpuUse(nanoTime, 0, loopNanos);
  }

  private static ResourceSnapshot resources(long nanoTime, CpuThrottling throttling) {
    return new ResourceSnapshot(cpu(nanoTime, List.of()), 0, 0, Optional.empty(), throttling, TCP);
  }

  private ThreadId threadThat(String schedstat) throws IOException {
    Files.writeString(task.resolve("schedstat"), schedstat);
    return new ThreadId(Thread.currentThread().getId(), Optional.of(task));
  }

  @Test
  void reportsTheBusiestLoop() {
    CpuUse before = cpu(0, List.of(5L, 7L));
    CpuUse after = cpu(SECOND, List.of(5 + SECOND / 4, 7 + SECOND / 2));
    assertEquals(0.5, after.busiestLoopSince(before));
  }

  @Test
  void aLoopThatWaitedForACoreWasBusy() throws IOException {
    CpuUse before = CpuUse.read(List.of(threadThat("100 2000 3\n")));
    CpuUse after = CpuUse.read(List.of(threadThat("100 3600000002000 3\n")));
    assertTrue(after.busiestLoopSince(before) > 1, "an hour of waiting is more than was measured");
  }

  @Test
  void readsTheWaitFromTheSecondFieldOfSchedstat() throws IOException {
    assertEquals(23_456, threadThat("998877 23456 12\n").waitedNanos());
  }

  @Test
  void aThreadUnknownToThePlatformHasNotWaited() {
    assertEquals(0, new ThreadId(1, Optional.empty()).waitedNanos());
    assertEquals(0, new ThreadId(1, Optional.of(task)).waitedNanos());
  }

  @Test
  void identifiesTheCurrentThread() {
    ThreadId current = ThreadId.current();
    assertEquals(Thread.currentThread().getId(), current.jvm());
    current.task().ifPresent(folder -> assertTrue(Files.exists(folder.resolve("comm"))));
  }

  @Test
  void throttlingIsAShareOfTheTimeSince() {
    ResourceSnapshot before = resources(0, new CpuThrottling(2, Map.of("group", SECOND)));
    ResourceSnapshot after = resources(SECOND, new CpuThrottling(2, Map.of("group", 2 * SECOND)));
    assertEquals(0.5, after.since(before).throttledShare());
    assertNull(resources(SECOND, FREE).since(before).throttledShare());
  }

  @Test
  void stolenTimeIsKnownIfBothSnapshotsHaveIt() {
    CpuTimes start = new CpuTimes(0, 0, 0);
    ResourceSnapshot earlier =
        new ResourceSnapshot(cpu(0, List.of()), 0, 0, Optional.of(start), FREE, TCP);
    ResourceSnapshot later =
        new ResourceSnapshot(
            cpu(0, List.of()), 0, 0, Optional.of(new CpuTimes(80, 10, 100)), FREE, TCP);
    assertEquals(0.1, later.since(earlier).stolenShare());
    assertNull(later.since(resources(0, FREE)).stolenShare());
  }
}
