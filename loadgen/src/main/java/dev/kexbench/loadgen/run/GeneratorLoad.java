package dev.kexbench.loadgen.run;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Checks that the generator's event loops had time to spare, so that latencies are the server's.
 */
final class GeneratorLoad {
  private static final double BUSY_SECONDS = 0.1;
  private static final long LAG_NANOS = 1_000_000;

  /** A figure that is off by more than this is not VALID. */
  private static final double ERROR = 0.05;

  /** So many quantiles stand for a distribution. */
  private static final int QUANTILES = 1_000;

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
          "generator event loops were saturated in %.0f %% of the seconds: give the generator its"
              + " own cores or more event loops (-t)",
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
          "a generator event loop was over 75 %% busy in %.0f %% of the seconds while the server"
              + " had CPU time left, so latencies include its delay: give it more event loops (-t)"
              + " or cores",
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
   * <p>Replies of a server come in bursts, and the last one of a burst waits for the others: on a
   * fast server the p99 of the lag is more than a tenth of the total p99 although hardly any of the
   * slowest handshakes met it. Up to a third, the lag therefore counts by what it adds to a
   * percentile.
   *
   * @param probe how late the probe timers ran
   * @param total latencies from the due time
   */
  static void closedLoopLag(ValidityCheck check, Histogram probe, Histogram total) {
    if (p99(probe) > p99(total) / 3
        || addedShare(probe, total, 50) > ERROR
        || addedShare(probe, total, 99) > ERROR) {
      lag(
          check,
          "the generator's event loops ran late: by %s at p99, of a total p99 of %s",
          probe,
          total);
    }
  }

  /**
   * By how much a percentile of the latencies grows if each is late once more, independently of its
   * own length: an estimate of what the lag that they contain has added.
   */
  private static double addedShare(Histogram lag, Histogram total, double percentile) {
    if (total.getTotalCount() == 0) {
      return 0;
    }
    Histogram sums = new Histogram(total.getNumberOfSignificantValueDigits());
    long[] lags = quantiles(lag);
    for (long nanos : quantiles(total)) {
      for (long late : lags) {
        sums.recordValue(nanos + late);
      }
    }
    return (double) sums.getValueAtPercentile(percentile) / total.getValueAtPercentile(percentile)
        - 1;
  }

  private static long[] quantiles(Histogram nanos) {
    return IntStream.range(0, QUANTILES)
        .mapToLong(each -> nanos.getValueAtPercentile(100 * (each + 0.5) / QUANTILES))
        .toArray();
  }

  /** Compares the p99 of both; the text has a place for each. */
  private static void lag(ValidityCheck check, String text, Histogram lag, Histogram total) {
    long lagNanos = p99(lag);
    long totalNanos = p99(total);
    if (lagNanos > Math.max(LAG_NANOS, totalNanos / 10)) {
      check.add(
          ReasonKey.LAG,
          lagNanos > totalNanos / 2 ? Validity.INVALID : Validity.SUSPECT,
          text,
          Numbers.duration(lagNanos),
          Numbers.duration(totalNanos));
    }
  }

  private static long p99(Histogram nanos) {
    return nanos.getValueAtPercentile(99);
  }
}
