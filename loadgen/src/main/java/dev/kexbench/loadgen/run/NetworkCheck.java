package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.NetworkFigures;
import dev.kexbench.results.report.NetworkFigures.Direction;
import dev.kexbench.results.report.NetworkFigures.Timing;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;

/**
 * Checks that the emulated network kept to its plan. A packet may be late by 5 % of the delay, and
 * by no more than 1 ms. Below a delay of 4 ms, 5 % are less than the 200 µs that a relay in user
 * space can keep to at its 99th percentile, so that 1 ms is the only limit there; the report states
 * the lateness in any case.
 */
final class NetworkCheck {
  private static final double TOLERATED_SHARE = 0.05;
  private static final long TOLERATED_NANOS = 1_000_000;
  private static final long SHARE_FROM_NANOS = 4_000_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private NetworkCheck() {}

  static void of(ValidityCheck check, NetworkFigures network) {
    direction(check, "server", network.delayNanos(), network.toServer());
    direction(check, "generator", network.delayNanos(), network.toGenerator());
  }

  private static void direction(ValidityCheck check, String to, long delayNanos, Direction of) {
    Timing timing = of.timing();
    if (timing != null && timing.latenessP99() > toleratedNanos(delayNanos)) {
      check.add(
          ReasonKey.NETWORK,
          Validity.SUSPECT,
          "the emulated network delivered packets to the %s late, by %.2f ms at p99 with a delay of"
              + " %.2f ms: it lacked CPU time; lower the load, or give it a free core with --cores",
          to,
          timing.latenessP99() / NANOS_PER_MILLI,
          delayNanos / NANOS_PER_MILLI);
    }
    if (of.overrun() > 0) {
      check.add(
          ReasonKey.NETWORK,
          Validity.SUSPECT,
          "the emulated network did not read %,d packets to the %s in time, and they were lost;"
              + " lower the load, or give it a free core with --cores",
          of.overrun(),
          to);
    }
  }

  static long toleratedNanos(long delayNanos) {
    return delayNanos < SHARE_FROM_NANOS
        ? TOLERATED_NANOS
        : Math.min(TOLERATED_NANOS, Math.round(delayNanos * TOLERATED_SHARE));
  }
}
