package dev.kexbench.loadgen.run;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import org.HdrHistogram.Histogram;

/**
 * Checks that the generator's event loops had time to spare, so that latencies are the server's.
 */
final class GeneratorLoad {
  private static final double BUSY_SECONDS = 0.1;
  private static final long LAG_NANOS = 1_000_000;

  private GeneratorLoad() {}

  /**
   * Checks that the generator had CPU time left.
   *
   * @param share of the seconds in which a generator loop ran, or waited for a core, for over 95 %
   *     of the time although the server had CPU time left
   */
  static void saturation(ValidityCheck check, double share) {
    if (share > BUSY_SECONDS) {
      check.add(
          ReasonKey.GENERATOR_CPU,
          Validity.INVALID,
          "generator event loops were saturated in %.0f %% of the seconds: give the generator its own"
              + " cores or more event loops (-t)",
          100 * share);
    }
  }

  /**
   * Checks that no event loop was busy for long while the server had CPU time left.
   *
   * @param busyShare of the seconds in which a loop was over 75 % busy
   * @param saturatedShare of the seconds in which a loop was over 95 % busy, which is a reason of
   *     its own
   */
  static void busy(ValidityCheck check, double busyShare, double saturatedShare) {
    if (busyShare > BUSY_SECONDS && saturatedShare <= BUSY_SECONDS) {
      check.add(
          ReasonKey.GENERATOR_CPU,
          Validity.SUSPECT,
          "a generator event loop was over 75 %% busy in %.0f %% of the seconds while the server had"
              + " CPU time left, so latencies include its delay: give it more event loops (-t) or"
              + " cores",
          100 * busyShare);
    }
  }

  /**
   * Checks that an open loop started handshakes when they were due.
   *
   * @param ownLag start delays of those handshakes that did not wait for a slot
   * @param total latencies from the due time
   */
  static void openLoopLag(ValidityCheck check, Histogram ownLag, Histogram total) {
    lag(
        check,
        "the generator itself started handshakes late: lag p99 is %s of a total p99 of %s",
        ownLag,
        total);
  }

  /**
   * Checks that the event loops of a closed loop did not react late. A handshake of a closed loop
   * is due when its slot is free, so that its own lag does not show this.
   *
   * @param probe how late the probe timers ran
   * @param total latencies from the due time
   */
  static void closedLoopLag(ValidityCheck check, Histogram probe, Histogram total) {
    lag(
        check,
        "the generator's event loops ran late: by %s at p99, of a total p99 of %s",
        probe,
        total);
  }

  /** Compares the p99 of both; the text has a place for each. */
  private static void lag(ValidityCheck check, String text, Histogram lag, Histogram total) {
    long lagNanos = lag.getValueAtPercentile(99);
    long totalNanos = total.getValueAtPercentile(99);
    if (lagNanos > Math.max(LAG_NANOS, totalNanos / 10)) {
      check.add(
          ReasonKey.LAG,
          lagNanos > totalNanos / 2 ? Validity.INVALID : Validity.SUSPECT,
          text,
          Numbers.duration(lagNanos),
          Numbers.duration(totalNanos));
    }
  }
}
