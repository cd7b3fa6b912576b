package dev.kexbench.bench.fork;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * The counters of this JVM at one moment. Compiler and collector threads are not Java threads:
 * their CPU time is in that of the process only, which Linux counts in steps of 10 ms.
 *
 * @param nanoTime of {@link System#nanoTime}
 * @param workerNanos CPU time of the benchmark threads
 * @param processNanos CPU time of the process
 * @param waits how often benchmark threads waited for a lock or parked
 */
record Reading(long nanoTime, long workerNanos, long processNanos, long waits) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Whether this JVM can measure the CPU time of threads. */
  static boolean isPossible() {
    return THREADS.isThreadCpuTimeSupported()
        && THREADS.isThreadCpuTimeEnabled()
        && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean;
  }

  static Reading now() {
    long workers = 0;
    long waits = 0;
    for (ThreadInfo thread : Workers.now()) {
      workers += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
      waits += thread.getBlockedCount() + thread.getWaitedCount();
    }
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Reading(System.nanoTime(), workers, system.getProcessCpuTime(), waits);
  }

  /** What was used since an earlier reading. */
  Usage since(Reading earlier, long operations, int threads) {
    long worker = workerNanos - earlier.workerNanos;
    long other = Math.max(0, processNanos - earlier.processNanos - worker);
    return new Usage(
        operations,
        threads,
        worker,
        other,
        Math.max(1, nanoTime - earlier.nanoTime),
        waits - earlier.waits);
  }
}
