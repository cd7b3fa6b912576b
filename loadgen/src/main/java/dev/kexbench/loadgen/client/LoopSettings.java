package dev.kexbench.loadgen.client;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What every lane of a generator needs to know.
 *
 * @param targets the servers, in turn; all of one address family
 */
public record LoopSettings(
    List<InetSocketAddress> targets, ClientPopulation population, ConnectionPolicy policy) {
  /** One server. */
  public LoopSettings(
      InetSocketAddress target, ClientPopulation population, ConnectionPolicy policy) {
    this(List.of(target), population, policy);
  }
}
