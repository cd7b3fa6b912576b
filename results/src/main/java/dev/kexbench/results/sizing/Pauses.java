package dev.kexbench.results.sizing;

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

  /** The same lengths this many times as often. */
  Pauses times(double factor) {
    return new Pauses(factor * perSecond, nanos, regular);
  }
}
