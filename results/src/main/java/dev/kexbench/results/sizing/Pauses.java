package dev.kexbench.results.sizing;

import java.util.Arrays;

/**
 * Times in which a process does nothing, such as pauses of a server's JVM or stalls of a
 * generator's loop.
 *
 * @param perSecond how many begin
 * @param nanos their lengths, each drawn with equal probability
 * @param regular whether they begin at equal distances, as pauses of a JVM do that allocates at a
 *     constant rate; else independently of each other, as a Poisson process
 */
record Pauses(double perSecond, double[] nanos, boolean regular) {
  /** Work between pauses that last for a larger share of the time would never end. */
  private static final double MOST_SHARE = 0.9;

  /** There are none. */
  static final Pauses NONE = independent(0);

  /** Those that begin independently of each other. */
  static Pauses independent(double perSecond, double... nanos) {
    return new Pauses(perSecond, nanos, false);
  }

  /** Those that begin at equal distances. */
  static Pauses regular(double perSecond, double... nanos) {
    return new Pauses(perSecond, nanos, true);
  }

  /** Whether there are none. */
  boolean none() {
    return nanos.length == 0 || perSecond <= 0;
  }

  /** The same lengths this many times as often, for nine tenths of the time at most. */
  Pauses times(double factor) {
    double meanSeconds = Arrays.stream(nanos).average().orElse(0) / 1e9;
    double most = meanSeconds > 0 ? MOST_SHARE / meanSeconds : Double.MAX_VALUE;
    return new Pauses(Math.min(factor * perSecond, most), nanos, regular);
  }
}
