package dev.kexbench.loadgen.record;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * The heap of this process, in bytes.
 *
 * @param all the most that it may become
 * @param lasting the most that its part for lasting objects may become: with a generational
 *     collector the old generation, else all of it
 * @param lastingUsed what is used of that part, garbage included
 */
public record HeapSpace(long all, long lasting, long lastingUsed) {
  /** The heap as it is now. */
  public static HeapSpace now() {
    long all = Runtime.getRuntime().maxMemory();
    // Only pools whose objects last have a usage threshold: no eden and no survivor space.
    MemoryUsage lasting =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .map(MemoryPoolMXBean::getUsage)
            .reduce((one, other) -> one.getMax() > other.getMax() ? one : other)
            .orElseGet(ManagementFactory.getMemoryMXBean()::getHeapMemoryUsage);
    return new HeapSpace(
        all, lasting.getMax() < 0 ? all : Math.min(all, lasting.getMax()), lasting.getUsed());
  }
}
