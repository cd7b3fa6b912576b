package dev.kexbench.loadgen.target;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.ListeningProcesses;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A server that was already running, or several with the same keys and clients.
 *
 * @param connects whether it accepts connections; over datagrams only a first handshake shows
 *     whether a server is there
 */
record RemoteTarget(
    List<HostPort> addresses,
    boolean connects,
    ServerIdentity server,
    List<ClientCredentials> clients,
    List<StatsClient> statistics)
    implements Target {
  private static final int PATIENCE_MILLIS = 3_000;

  /**
   * Connects once, so that a wrong address is found before the run.
   *
   * @throws CommandFailure with exit code 2 if no server answers there
   */
  RemoteTarget {
    if (!statistics.isEmpty() && statistics.size() != addresses.size()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--target-stats: give one for each of the %d servers of --target"
              .formatted(addresses.size()));
    }
    for (HostPort address : addresses) {
      try {
        knock(address, connects);
      } catch (UnknownHostException e) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--target: the host name '%s' is unknown; check its spelling, or give an address"
                .formatted(address.host()),
            e);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "no server answers at %s (%s); start a server there or correct --target"
                .formatted(address, e.getMessage()),
            e);
      }
    }
  }

  @Override
  public List<ServerStats> eachStats() {
    return statistics.stream().map(StatsClient::stats).toList();
  }

  @Override
  public Optional<Long> openConnections() {
    return statistics.stream().map(StatsClient::openConnections).reduce(Long::sum);
  }

  @Override
  public List<ServerStats> eachWithMachine() {
    return statistics.stream().map(StatsClient::withMachine).toList();
  }

  @Override
  public Set<Long> processes() {
    return loopback()
        ? ListeningProcesses.on(addresses.stream().map(HostPort::port).toList())
        : Set.of();
  }

  @Override
  public Optional<ServerStats> measureCeiling() {
    return statistics.stream().map(StatsClient::measureCeiling).reduce(ServerStats::plus);
  }

  @Override
  public Optional<Long> cpuNanos() {
    return Optional.empty();
  }

  @Override
  public double cores() {
    return Double.NaN;
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public boolean gone() {
    try {
      for (HostPort address : addresses) {
        knock(address, connects);
      }
      return false;
    } catch (IOException e) {
      return true; // which is what was asked
    }
  }

  private static void knock(HostPort address, boolean connects) throws IOException {
    InetAddress host = InetAddress.getByName(address.host());
    if (!connects) {
      return;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, address.port()), PATIENCE_MILLIS);
    }
  }

  @Override
  public void close() {}
}
