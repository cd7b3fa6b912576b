package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.transport.SocketTransport;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The settings that all loops of a generator share.
 *
 * @param targets the servers, used round-robin; all of one address family
 * @param transport of streams
 */
public record LoopSettings(
    List<InetSocketAddress> targets,
    ClientPopulation population,
    ConnectionPolicy policy,
    SocketTransport transport) {
  /** Settings for a single server, with the default transport. */
  public LoopSettings(
      InetSocketAddress target, ClientPopulation population, ConnectionPolicy policy) {
    this(List.of(target), population, policy, SocketTransport.byDefault());
  }
}
