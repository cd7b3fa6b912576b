package dev.kexbench.results.report;

/**
 * Little's law: the mean number in flight is the rate times the mean time. Of all handshakes of the
 * run that have ended, each with its whole time from start to outcome, also where that was after
 * the end of the measured time.
 *
 * @param handshakes that have ended: established, failed, or refused as expected
 * @param meanInFlight the number in flight, integrated over time as handshakes started and ended,
 *     and divided by the measured time
 * @param perSecond handshakes per second of measured time
 * @param meanNanos mean time from the recorded latencies and failures
 * @param difference of {@code meanInFlight} from the product of the two, as a share of the product
 */
public record LittlesLaw(
    long handshakes, double meanInFlight, double perSecond, double meanNanos, double difference) {
  /**
   * What both sides are computed from.
   *
   * @param handshakes that have ended
   * @param spentNanos their times from start to outcome, by the recorded latencies
   * @param inFlightNanos the number in flight, integrated over time
   */
  public record Sums(long handshakes, double spentNanos, double inFlightNanos) {}

  /** Both sides of the law; null if no handshake has ended. */
  public static LittlesLaw of(Sums sums, double seconds) {
    if (sums.handshakes() == 0 || sums.spentNanos() == 0 || seconds <= 0) {
      return null;
    }
    return new LittlesLaw(
        sums.handshakes(),
        sums.inFlightNanos() / 1e9 / seconds,
        sums.handshakes() / seconds,
        sums.spentNanos() / sums.handshakes(),
        sums.inFlightNanos() / sums.spentNanos() - 1);
  }
}
