package dev.kexbench.loadgen.record;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The CPU time that this process has used so far. The difference of two readings is the use between
 * them.
 *
 * @param nanoTime when it was read
 * @param processNanos CPU time of the whole process
 * @param loopNanos time for which each event loop has run or waited for a core
 */
public record CpuUse(long nanoTime, long processNanos, List<Long> loopNanos) {
  /** Reads the current values. */
  public static CpuUse read(List<ThreadId> loopThreads) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    return new CpuUse(
        System.nanoTime(),
        system.getProcessCpuTime(),
        loopThreads.stream()
            .map(loop -> threads.getThreadCpuTime(loop.jvm()) + loop.waitedNanos())
            .toList());
  }

  /** The time since the earlier reading, in nanoseconds. */
  public long nanosSince(CpuUse before) {
    return nanoTime - before.nanoTime;
  }

  /** The share of that time for which the busiest event loop ran or waited for a core. */
  public double busiestLoopSince(CpuUse before) {
    double busiest = 0;
    for (int i = 0; i < loopNanos.size(); i++) {
      busiest = Math.max(busiest, loopNanos.get(i) - before.loopNanos.get(i));
    }
    return busiest / Math.max(1, nanosSince(before));
  }

  /** The cores that this process kept busy over that time, on average; 1.0 is one core. */
  public double shareSince(CpuUse before) {
    return (double) (processNanos - before.processNanos) / Math.max(1, nanosSince(before));
  }
}
