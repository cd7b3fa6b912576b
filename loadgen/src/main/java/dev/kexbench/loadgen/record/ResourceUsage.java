package dev.kexbench.loadgen.record;

import dev.kexbench.results.machine.KernelCounts;

/**
 * What a generator and its machine have used over a stretch of time.
 *
 * @param cpuNanos of its process
 * @param allocatedBytes by the threads that do handshakes
 * @param pausedShare of the time, by collectors
 * @param stolenShare of CPU time by the hypervisor; null where it is not known
 * @param throttledShare of CPU time by a control group's quota; null where it is not known
 * @param kernel what its TCP has counted
 */
public record ResourceUsage(
    long cpuNanos,
    long allocatedBytes,
    double pausedShare,
    Double stolenShare,
    Double throttledShare,
    KernelCounts kernel) {
  /** Nothing. */
  public static final ResourceUsage NONE =
      new ResourceUsage(0, 0, 0, null, null, new KernelCounts(0L, 0L, 0L));

  /** Of two generators on machines of their own: sums, and of shares the greater. */
  public ResourceUsage plus(ResourceUsage other) {
    return new ResourceUsage(
        cpuNanos + other.cpuNanos,
        allocatedBytes + other.allocatedBytes,
        Math.max(pausedShare, other.pausedShare),
        greater(stolenShare, other.stolenShare),
        greater(throttledShare, other.throttledShare),
        kernel.plus(other.kernel));
  }

  private static Double greater(Double one, Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
