package dev.kexbench.loadgen.plan;

import dev.kexbench.loadgen.client.ConnectionPolicy;
import dev.kexbench.loadgen.record.Mix;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the clients of a run are like.
 *
 * @param perConnection handshakes of an honest client per connection
 * @param prepared whether OFFERs are made before the run, rather than when they are due
 * @param mix the classes of clients and their shares
 * @param sources local addresses to connect from; empty for the kernel's choice
 */
public record ClientPlan(
    int perConnection,
    boolean prepared,
    Mix mix,
    ConnectionPolicy.Close close,
    List<InetSocketAddress> sources) {
  /** A connection for each handshake, all honest, each OFFER made when it is due. */
  public static final ClientPlan PLAIN =
      new ClientPlan(1, false, Mix.HONEST, ConnectionPolicy.Close.FIN, List.of());

  /** How they use the network. */
  public ConnectionPolicy policy(long timeoutNanos) {
    return new ConnectionPolicy(timeoutNanos, perConnection, close, sources);
  }

  /** When an OFFER is made, as reports say it: inline or prepared. */
  public String crypto() {
    return prepared ? "prepared" : "inline";
  }
}
