package dev.kexbench.results.sizing;

import dev.kexbench.results.report.Second;
import java.util.ArrayList;
import java.util.List;

/**
 * What the seconds of a run show of its server.
 *
 * @param jitShare of its CPU time that the JIT compilers used; 0 if unknown
 * @param cpuNanos CPU time per established handshake in each second, without JIT compilers
 * @param pauseNanos lengths of its JVM's pauses for garbage collection
 * @param pausesKnown whether its JVM recorded them
 */
record ServerSeconds(
    double jitShare, List<Double> cpuNanos, List<Double> pauseNanos, boolean pausesKnown) {
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
    return new ServerSeconds(all == 0 ? 0 : compilers / all, cpu, pauses, known);
  }

  /** The pauses at one handshake per second: they come as handshakes allocate. */
  Pauses pauses(long handshakes) {
    return Pauses.regular(
        (double) pauseNanos.size() / Math.max(1, handshakes),
        pauseNanos.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
