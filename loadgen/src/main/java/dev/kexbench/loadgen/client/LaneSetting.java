package dev.kexbench.loadgen.client;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What every lane of a generator needs to know.
 *
 * @param targets the servers, in turn; all of one address family
 */
public record LaneSetting(List<InetSocketAddress> targets, Cast cast, Conduct conduct) {
  /** One server. */
  public LaneSetting(InetSocketAddress target, Cast cast, Conduct conduct) {
    this(List.of(target), cast, conduct);
  }
}
