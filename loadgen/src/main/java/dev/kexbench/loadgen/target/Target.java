package dev.kexbench.loadgen.target;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerPublicKey;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.results.report.ServerStats;
import java.util.List;
import java.util.Optional;

/** The server that is loaded: the run's own in a second JVM, or one or several that were there. */
public interface Target extends AutoCloseable {
  /** Where it is: one address, or those of several servers alike. */
  List<HostPort> addresses();

  /** Whether connections to all of it stay on this machine. */
  default boolean loopback() {
    return addresses().stream().allMatch(HostPort::loopback);
  }

  /** The key that clients pin. */
  ServerPublicKey key();

  /** The clients in whose names handshakes are made; at least one. */
  List<ClientCredentials> clients();

  /** The figures of each server, in the order of their addresses; none if they are not shown. */
  List<ServerStats> eachStats();

  /** The figures of all of them together. */
  default Optional<ServerStats> stats() {
    return eachStats().stream().reduce(ServerStats::plus);
  }

  /** The same after it has measured its private-key rate, which takes about two seconds. */
  Optional<ServerStats> measureCeiling();

  /** CPU time of the server's process in nanoseconds, if it is known. */
  Optional<Long> cpuNanos();

  /** How many cores the server's process may use; not a number where that is not known. */
  double cores();

  /** Whether a server that should be running has ended, as far as that is known without asking. */
  boolean ended();

  /** Whether it has ended or does not answer any more; asks, so for when a run is over. */
  default boolean gone() {
    return ended();
  }

  @Override
  void close();
}
