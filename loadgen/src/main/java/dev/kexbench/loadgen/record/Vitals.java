package dev.kexbench.loadgen.record;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.kexbench.results.report.CpuTimes;
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
 * @param loopNanos CPU time of each event loop
 * @param machine of all cores, where the platform tells
 */
public record Vitals(
    long nanoTime,
    long cpuNanos,
    long pauseMillis,
    long allocatedBytes,
    List<Long> loopNanos,
    Optional<CpuTimes> machine) {

  /** Reads them now. */
  public static Vitals read(List<Long> loopThreads) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    return new Vitals(
        System.nanoTime(),
        system.getProcessCpuTime(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum(),
        loopThreads.stream().mapToLong(threads::getThreadAllocatedBytes).sum(),
        loopThreads.stream().map(threads::getThreadCpuTime).toList(),
        CpuTimes.read());
  }

  /** The busiest event loop's share of a core since then. */
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
}
