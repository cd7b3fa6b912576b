package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;

/** Checks that the generator got the CPU time that it wanted. */
final class ResourceCheck {
  private static final double PAUSED = 0.01;
  private static final double STOLEN = 0.05;

  private ResourceCheck() {}

  /** Checks that neither the JVM nor the machine withheld CPU time from the generator. */
  static void of(ValidityCheck check, ResourceUsage usage) {
    if (usage.pausedShare() > PAUSED) {
      check.add(
          ReasonKey.GC,
          Validity.SUSPECT,
          "garbage collection stopped the generator for %.1f %% of the time",
          100 * usage.pausedShare());
    }
    double stolen = orNone(usage.stolenShare());
    double throttled = orNone(usage.throttledShare());
    if (stolen + throttled > STOLEN) {
      check.add(
          ReasonKey.STEAL,
          Validity.SUSPECT,
          "the hypervisor took %.1f %% of the CPU time, a cgroup quota %.1f %%",
          100 * stolen,
          100 * throttled);
    }
  }

  private static double orNone(Double share) {
    return share == null ? 0 : share;
  }
}
