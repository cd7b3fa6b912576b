package dev.kexbench.loadgen.server;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.LongAdder;

/**
 * The CPU time that this process has spent on answering statistics requests, so that whoever asks
 * can subtract the cost of asking.
 */
final class RequestCpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LongAdder nanos = new LongAdder();

  /** Runs the work on this thread, and adds the CPU time that the thread has used for it. */
  void charge(Runnable work) {
    long before = THREADS.getCurrentThreadCpuTime();
    try {
      work.run();
    } finally {
      nanos.add(THREADS.getCurrentThreadCpuTime() - before);
    }
  }

  /** The CPU time of all work that has ended, in nanoseconds. */
  long nanos() {
    return nanos.sum();
  }
}
