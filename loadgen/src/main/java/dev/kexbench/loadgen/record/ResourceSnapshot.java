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
 * The resources that this process and this machine have used so far. The difference of two
 * snapshots is the use between them.
 *
 * @param cpu CPU time of this process
 * @param pauseMillis time for which garbage collectors have paused it
 * @param allocatedBytes bytes allocated by the threads that run handshakes
 * @param machine CPU times of all cores, if the platform reports them
 * @param throttling time for which control groups have throttled it
 * @param kernel the kernel's TCP counters
 */
public record ResourceSnapshot(
    CpuUse cpu,
    long pauseMillis,
    long allocatedBytes,
    Optional<CpuTimes> machine,
    CpuThrottling throttling,
    KernelCounts kernel) {

  /**
   * Takes a snapshot.
   *
   * @param otherBytes bytes allocated by threads other than the event loops
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

  /** The use since the earlier snapshot. */
  public ResourceUsage since(ResourceSnapshot before) {
    long nanos = cpu.nanosSince(before.cpu);
    return new ResourceUsage(
        cpu.processNanos() - before.cpu.processNanos(),
        allocatedBytes - before.allocatedBytes,
        (pauseMillis - before.pauseMillis) * 1e6 / Math.max(1, nanos),
        machine.flatMap(now -> before.machine().map(now::stealShareSince)).orElse(null),
        throttling.shareSince(before.throttling, nanos),
        kernel.since(before.kernel),
        null);
  }
}
