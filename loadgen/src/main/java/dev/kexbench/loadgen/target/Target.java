package dev.kexbench.loadgen.target;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.report.ServerStats;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server under load: the run's own in a second JVM, or one or several already running. */
public interface Target extends AutoCloseable {
  /** Its address, or those of several servers with the same keys. */
  List<HostPort> addresses();

  /** Whether the server is the run's own, so that it has no other clients. */
  default boolean own() {
    return false;
  }

  /** Whether connections to all of them stay on this machine. */
  default boolean loopback() {
    return addresses().stream().allMatch(HostPort::loopback);
  }

  /** What clients know of the server, by which they recognise it. */
  ServerIdentity server();

  /** The clients to make handshakes as; at least one. */
  List<ClientCredentials> clients();

  /** The statistics of each server, in the order of their addresses; empty if not available. */
  List<ServerStats> eachStats();

  /** The combined statistics of all servers. */
  default Optional<ServerStats> stats() {
    return eachStats().stream().reduce(ServerStats::plus);
  }

  /**
   * Connections open at all servers, which costs less to ask than statistics; empty as they are.
   */
  default Optional<Long> openConnections() {
    return stats().map(stats -> stats.counts().open());
  }

  /** The statistics, after the server has measured its private-key rate, which takes about 2 s. */
  Optional<ServerStats> measureCeiling();

  /** The statistics of each server with the counters of its cores, as far as they have them. */
  default List<ServerStats> eachWithMachine() {
    return eachStats();
  }

  /** Process ids of the servers on this machine; empty if there are none, or they are unknown. */
  default Set<Long> processes() {
    return Set.of();
  }

  /** CPU time of the server's process in nanoseconds, if known. */
  Optional<Long> cpuNanos();

  /** CPU time of the JIT compiler threads of the server's process in nanoseconds, if known. */
  default Optional<Long> compilerNanos() {
    return Optional.empty();
  }

  /**
   * For how long any task of the server's machine has waited for a core so far, in microseconds, if
   * known.
   */
  default Optional<Long> pressureMicros() {
    return Optional.empty();
  }

  /** Starts to record pauses and compilations of the server's JVM; only the run's own does. */
  default JvmReport recordJvm() {
    return JvmReport.of(List.of());
  }

  /**
   * Pauses and compilations of the server's JVM by second; none if they were not recorded.
   *
   * @param ageNanos how long ago the first second began
   */
  default JvmReport jvmSeconds(long ageNanos, int count) {
    return JvmReport.of(List.of());
  }

  /**
   * Moves the server's JIT compilers to these cores, a list for {@code taskset}. Does nothing for a
   * server that runs elsewhere.
   */
  default void compileOn(String cores) {}

  /** Lets the server's JIT compilers run on idle cores only, from now on. */
  default void compileWhenIdle() {}

  /** Starts the profile of an own server that was started to be profiled. */
  default void startProfile() {}

  /** Stops it; its file is written then. */
  default void stopProfile() {}

  /** How many cores the server's process may use; NaN if unknown. */
  double cores();

  /** Whether a server that should be running has exited, as far as is known without a request. */
  boolean ended();

  /** Whether it has exited or stopped responding; sends a request, so for use after a run. */
  default boolean gone() {
    return ended();
  }

  @Override
  void close();
}
