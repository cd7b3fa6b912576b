package dev.kexbench.loadgen;

import dev.kexbench.loadgen.client.Conduct;
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
record ClientPlan(
    int perConnection,
    boolean prepared,
    Mix mix,
    Conduct.Close close,
    List<InetSocketAddress> sources) {
  /** A connection for each handshake, all honest, each OFFER made when it is due. */
  static final ClientPlan PLAIN =
      new ClientPlan(1, false, Mix.HONEST, Conduct.Close.FIN, List.of());

  Conduct conduct(long timeoutNanos) {
    return new Conduct(timeoutNanos, perConnection, close, sources);
  }

  String crypto() {
    return prepared ? "prepared" : "inline";
  }
}
