package dev.kexbench.results.report;

/**
 * What shows whether a run was in steady state: its first and its last third, the JIT compilers'
 * share, and the speed of the host before and after. A figure is null where it is unknown.
 *
 * @param first third of the measured time, in whole seconds; null if it lasted less than six
 * @param last third, likewise
 * @param serverJitShare share of the server's CPU time that the JIT compilers of its JVM used
 * @param privateKeyBefore private-key operations per second of one core before the measured time
 * @param privateKeyAfter the same after it
 */
public record SteadyState(
    Third first,
    Third last,
    Double serverJitShare,
    Double privateKeyBefore,
    Double privateKeyAfter) {
  /**
   * A third of the measured time.
   *
   * @param seconds its length
   * @param planned handshakes due in it
   * @param established in it
   * @param serverCpuMicros of the server per established handshake, or null
   */
  public record Third(long seconds, long planned, long established, Double serverCpuMicros) {
    /** Established handshakes per second. */
    public double perSecond() {
      return (double) established / seconds;
    }
  }
}
