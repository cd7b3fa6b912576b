package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;

/** Buses over TCP on this machine. */
final class LoopbackBus {
  private LoopbackBus() {}

  private static ClusterTls tls(ClusterSecret secret) {
    return new ClusterTls(secret, TestExchange.BACKEND, new SecureRandom());
  }

  /** An agent's, at any free port. */
  static TcpBus listening(ClusterSecret secret) throws IOException {
    return TcpBus.listen(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, tls(secret));
  }

  /** A coordinator's, which looks for that agent. */
  static TcpBus connecting(ClusterSecret secret, TcpBus agent) {
    return TcpBus.connect(
        "a coordinator",
        List.of(new BusConnector.Range(agent.address(), address(agent), 1)),
        tls(secret));
  }

  /** Where an agent's bus listens. */
  static InetSocketAddress address(TcpBus agent) {
    HostPort at = HostPort.parse(agent.address());
    return new InetSocketAddress(at.host(), at.port());
  }
}
