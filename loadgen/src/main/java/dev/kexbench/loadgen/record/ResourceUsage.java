package dev.kexbench.loadgen.record;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.KernelCounts;

/**
 * The resources that a generator and its machine have used over a period.
 *
 * @param cpuNanos CPU time of its process
 * @param allocatedBytes bytes allocated by the threads that run handshakes
 * @param pausedShare share of time that garbage collectors have paused it
 * @param stolenShare share of CPU time taken by the hypervisor; null if unknown
 * @param throttledShare share of CPU time withheld by a control group's quota; null if unknown
 * @param kernel the kernel's TCP counters
 * @param cores contention for the generator's cores; null if unknown
 */
public record ResourceUsage(
    long cpuNanos,
    long allocatedBytes,
    double pausedShare,
    Double stolenShare,
    Double throttledShare,
    KernelCounts kernel,
    Contention cores) {
  /** No use. */
  public static final ResourceUsage NONE =
      new ResourceUsage(0, 0, 0, null, null, new KernelCounts(0L, 0L, 0L), null);

  /** Adds the use of a generator on another machine: sums, but the greater of two shares. */
  public ResourceUsage plus(ResourceUsage other) {
    return new ResourceUsage(
        cpuNanos + other.cpuNanos,
        allocatedBytes + other.allocatedBytes,
        Math.max(pausedShare, other.pausedShare),
        greater(stolenShare, other.stolenShare),
        greater(throttledShare, other.throttledShare),
        kernel.plus(other.kernel),
        Contention.worse(cores, other.cores));
  }

  /** The same with the contention for the generator's cores. */
  public ResourceUsage with(Contention measured) {
    return new ResourceUsage(
        cpuNanos, allocatedBytes, pausedShare, stolenShare, throttledShare, kernel, measured);
  }

  private static Double greater(Double one, Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
