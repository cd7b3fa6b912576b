package dev.kexbench.loadgen.record;

import com.sun.management.ThreadMXBean;
import dev.kexbench.results.machine.CpuThrottling;
import dev.kexbench.results.machine.CpuTimes;
import dev.kexbench.results.machine.KernelCounts;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * What this process and this machine have used so far; the difference of two is what a run used.
 *
 * @param cpu of this process
 * @param pauseMillis that collectors have stopped it for
 * @param allocatedBytes by the threads that do handshakes
 * @param machine of all cores, where the platform tells
 * @param throttling by control groups
 * @param kernel what its TCP has counted
 */
public record ResourceSnapshot(
    CpuUse cpu,
    long pauseMillis,
    long allocatedBytes,
    Optional<CpuTimes> machine,
    CpuThrottling throttling,
    KernelCounts kernel) {

  /**
   * Reads them now.
   *
   * @param otherBytes allocated by threads beside the event loops
   */
  public static ResourceSnapshot read(List<ThreadId> loopThreads, long otherBytes) {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    return new ResourceSnapshot(
        CpuUse.read(loopThreads),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum(),
        otherBytes
            + loopThreads.stream()
                .mapToLong(loop -> threads.getThreadAllocatedBytes(loop.jvm()))
                .sum(),
        CpuTimes.read(),
        CpuThrottling.read(),
        KernelCounts.read());
  }

  /** What was used since then. */
  public ResourceUsage since(ResourceSnapshot before) {
    long nanos = cpu.nanosSince(before.cpu);
    return new ResourceUsage(
        cpu.processNanos() - before.cpu.processNanos(),
        allocatedBytes - before.allocatedBytes,
        (pauseMillis - before.pauseMillis) * 1e6 / Math.max(1, nanos),
        machine.flatMap(now -> before.machine().map(now::stealShareSince)).orElse(null),
        throttling.shareSince(before.throttling, nanos),
        kernel.since(before.kernel));
  }
}
