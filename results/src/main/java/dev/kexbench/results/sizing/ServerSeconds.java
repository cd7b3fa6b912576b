package dev.kexbench.results.sizing;

import dev.kexbench.results.report.Second;
import java.util.ArrayList;
import java.util.List;

/**
 * What the seconds of a run show of its server.
 *
 * @param cpuSeconds its CPU time; 0 if unknown
 * @param jitShare of that time which the JIT compilers used; 0 if unknown
 * @param cpuNanos CPU time per established handshake in each second, without JIT compilers
 * @param pauseNanos lengths of its JVM's pauses for garbage collection
 * @param pausesKnown whether its JVM recorded them
 */
record ServerSeconds(
    double cpuSeconds,
    double jitShare,
    List<Double> cpuNanos,
    List<Double> pauseNanos,
    boolean pausesKnown) {
  /** More cannot be told from work that is done in pauses. */
  private static final double MOST_GC_SHARE = 0.5;

  /** Keeps its own copies. */
  ServerSeconds {
    cpuNanos = List.copyOf(cpuNanos);
    pauseNanos = List.copyOf(pauseNanos);
  }

  static ServerSeconds of(List<Second> timeline) {
    double all = 0;
    double compilers = 0;
    List<Double> cpu = new ArrayList<>();
    List<Double> pauses = new ArrayList<>();
    boolean known = !timeline.isEmpty();
    for (Second second : timeline) {
      if (second.serverCpu() != null && second.established() > 0) {
        double jit = second.serverJit() == null ? 0 : second.serverJit();
        all += second.serverCpu();
        compilers += jit;
        cpu.add(1e9 * Math.max(0, second.serverCpu() - jit) / second.established());
      }
      known &= second.serverPausesMs().isPresent();
      second.serverPausesMs().stream().flatMap(List::stream).forEach(ms -> pauses.add(1e6 * ms));
    }
    return new ServerSeconds(all, all == 0 ? 0 : compilers / all, cpu, pauses, known);
  }

  /**
   * The share of its CPU time that garbage collectors used in pauses, which are simulated apart
   * from the cost of handshakes; at most, as they may leave cores idle.
   */
  double gcShare(int cores) {
    double paused = pauseNanos.stream().mapToDouble(Double::doubleValue).sum() / 1e9;
    return cpuSeconds == 0 ? 0 : Math.min(MOST_GC_SHARE, cores * paused / cpuSeconds);
  }

  /** The pauses at one handshake per second: they come as handshakes allocate. */
  Pauses pauses(long handshakes) {
    return Pauses.regular(
        (double) pauseNanos.size() / Math.max(1, handshakes),
        pauseNanos.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
