package dev.kexbench.results.sizing;

/**
 * Times in which a process does nothing, such as pauses of a server's JVM or stalls of a
 * generator's loop. They begin independently of each other, as a Poisson process.
 *
 * @param perSecond how many begin
 * @param nanos their lengths, each drawn with equal probability
 */
record Pauses(double perSecond, double[] nanos) {
  /** There are none. */
  static final Pauses NONE = new Pauses(0, new double[0]);

  /** Whether there are none. */
  boolean none() {
    return nanos.length == 0 || perSecond <= 0;
  }

  /** The same lengths this many times as often. */
  Pauses times(double factor) {
    return new Pauses(factor * perSecond, nanos);
  }
}
