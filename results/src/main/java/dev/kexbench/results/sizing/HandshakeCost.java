package dev.kexbench.results.sizing;

import java.util.List;

/**
 * The server's CPU time of a handshake. One that finds its event loop idle costs more: the loop
 * wakes up for each of its steps, where the handshakes of a busy loop share each wake-up, and finds
 * cold caches. Of Poisson arrivals, the share that finds the loop idle is the share of time in
 * which it is, so that the mean cost falls with the utilisation in a straight line. It goes through
 * the run of the service times, and its slope is the median of those to the other runs (after
 * Theil, 1950).
 *
 * @param busyNanos of a handshake that finds the loop busy
 * @param idleNanos more of one that finds it idle
 */
record HandshakeCost(double busyNanos, double idleNanos) {
  /** The slope to a run of similar utilisation is noise. */
  private static final double RANGE = 0.2;

  /** A busy loop saves no more than this share of the measured cost, however idle the base was. */
  private static final double MOST_EXTRAPOLATED = 0.3;

  /**
   * The cost on a host as fast as that of the run of the service times.
   *
   * @param runs that have the same share of resumed handshakes
   * @param base the run of the service times
   */
  static HandshakeCost of(List<MeasuredRun> runs, MeasuredRun base) {
    double baseNanos = base.server().cpuNanosPerHandshake();
    double baseIdle = idleShare(base);
    double[] slopes =
        runs.stream()
            .filter(MeasuredRun::servedAll)
            .filter(run -> idleShare(run) > baseIdle + RANGE)
            .mapToDouble(run -> slope(run, base))
            .sorted()
            .toArray();
    double most = baseIdle == 0 ? Double.MAX_VALUE : MOST_EXTRAPOLATED * baseNanos / baseIdle;
    double slope = slopes.length == 0 ? 0 : Math.min(most, Math.max(0, median(slopes)));
    return new HandshakeCost(baseNanos - slope * baseIdle, slope);
  }

  private static double slope(MeasuredRun run, MeasuredRun base) {
    double nanos = run.server().cpuNanosPerHandshake() / run.slowdown(base);
    return (nanos - base.server().cpuNanosPerHandshake()) / (idleShare(run) - idleShare(base));
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The mean at a utilisation. */
  double nanos(double utilisation) {
    return busyNanos + idleNanos * (1 - Math.min(1, utilisation));
  }

  private static double idleShare(MeasuredRun run) {
    return 1 - Math.min(1, run.utilisation());
  }
}
