package dev.kexbench.loadgen.client;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The settings that all loops of a generator share.
 *
 * @param targets the servers, used round-robin; all of one address family
 */
public record LoopSettings(
    List<InetSocketAddress> targets, ClientPopulation population, ConnectionPolicy policy) {
  /** Settings for a single server. */
  public LoopSettings(
      InetSocketAddress target, ClientPopulation population, ConnectionPolicy policy) {
    this(List.of(target), population, policy);
  }
}
