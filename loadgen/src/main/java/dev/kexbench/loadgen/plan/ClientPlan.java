package dev.kexbench.loadgen.plan;

import dev.kexbench.loadgen.client.ConnectionPolicy;
import dev.kexbench.loadgen.record.Mix;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The clients of a run.
 *
 * @param perConnection handshakes of an honest client per connection
 * @param prepared whether OFFERs are built before the run rather than when they are due
 * @param linger how long a client that has timed out waits for a late answer
 * @param mix the classes of clients and their shares
 * @param sources local addresses to connect from; empty for the kernel's choice
 * @param fastOpen whether connections use TCP Fast Open
 * @param returning how honest clients return with tickets; empty if they do not
 */
public record ClientPlan(
    int perConnection,
    boolean prepared,
    Duration linger,
    Mix mix,
    ConnectionPolicy.Close close,
    List<InetSocketAddress> sources,
    boolean fastOpen,
    Optional<ResumptionPlan> returning) {
  /** One connection per handshake, all clients honest, each OFFER built when it is due. */
  public static final ClientPlan PLAIN =
      new ClientPlan(1, false, Duration.ZERO, Mix.HONEST, ConnectionPolicy.Close.FIN, List.of());

  /** Clients that do not return, without TCP Fast Open. */
  public ClientPlan(
      int perConnection,
      boolean prepared,
      Duration linger,
      Mix mix,
      ConnectionPolicy.Close close,
      List<InetSocketAddress> sources) {
    this(perConnection, prepared, linger, mix, close, sources, false, Optional.empty());
  }

  /** The same clients, which return. */
  public ClientPlan with(ResumptionPlan resumption) {
    return new ClientPlan(
        perConnection, prepared, linger, mix, close, sources, fastOpen, Optional.of(resumption));
  }

  /** The same clients, which connect from these addresses, with TCP Fast Open or without. */
  public ClientPlan from(List<InetSocketAddress> addresses, boolean openFast) {
    return new ClientPlan(
        perConnection, prepared, linger, mix, close, addresses, openFast, returning);
  }

  /** How they use connections. */
  public ConnectionPolicy policy(long timeoutNanos) {
    return new ConnectionPolicy(
        timeoutNanos, linger.toNanos(), perConnection, close, sources, fastOpen);
  }

  /** When an OFFER is built, as in reports: inline or prepared. */
  public String crypto() {
    return prepared ? "prepared" : "inline";
  }
}
