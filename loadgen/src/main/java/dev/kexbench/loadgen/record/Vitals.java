package dev.kexbench.loadgen.record;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.kexbench.results.report.CpuThrottling;
import dev.kexbench.results.report.CpuTimes;
import dev.kexbench.results.report.KernelCounts;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * What this process and this machine have used so far; the difference of two is what a run used.
 *
 * @param cpuNanos of this process
 * @param pauseMillis that collectors have stopped it for
 * @param allocatedBytes by the generator's event loops
 * @param loopNanos for which each event loop has run, or was ready to and had no core
 * @param machine of all cores, where the platform tells
 * @param throttling by control groups
 * @param kernel what its TCP has counted
 */
public record Vitals(
    long nanoTime,
    long cpuNanos,
    long pauseMillis,
    long allocatedBytes,
    List<Long> loopNanos,
    Optional<CpuTimes> machine,
    CpuThrottling throttling,
    KernelCounts kernel) {

  /** Reads them now. */
  public static Vitals read(List<ThreadId> loopThreads) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    return new Vitals(
        System.nanoTime(),
        system.getProcessCpuTime(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum(),
        loopThreads.stream().mapToLong(loop -> threads.getThreadAllocatedBytes(loop.jvm())).sum(),
        loopThreads.stream()
            .map(loop -> threads.getThreadCpuTime(loop.jvm()) + loop.waitedNanos())
            .toList(),
        CpuTimes.read(),
        CpuThrottling.read(),
        KernelCounts.read());
  }

  /** The share of time since then for which the busiest event loop ran or waited for a core. */
  public double busiestLoopSince(Vitals before) {
    double busiest = 0;
    for (int i = 0; i < loopNanos.size(); i++) {
      busiest = Math.max(busiest, loopNanos.get(i) - before.loopNanos().get(i));
    }
    return busiest / Math.max(1, nanoTime - before.nanoTime());
  }

  /** This process's share of a core since then. */
  public double cpuSince(Vitals before) {
    return (double) (cpuNanos - before.cpuNanos) / Math.max(1, nanoTime - before.nanoTime);
  }

  /** The share of time since then that collectors stopped this process. */
  public double pausedSince(Vitals before) {
    return (pauseMillis - before.pauseMillis) * 1e6 / Math.max(1, nanoTime - before.nanoTime);
  }

  /** The share of CPU time since then that the hypervisor took, or null where it is not known. */
  public Double stolenSince(Vitals before) {
    return machine.flatMap(now -> before.machine().map(now::stealShareSince)).orElse(null);
  }

  /** The share of CPU time since then that a quota withheld, or null where it is not known. */
  public Double throttledSince(Vitals before) {
    return throttling.shareSince(before.throttling, nanoTime - before.nanoTime);
  }
}
