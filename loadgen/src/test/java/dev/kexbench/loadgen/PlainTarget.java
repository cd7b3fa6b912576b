package dev.kexbench.loadgen;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerPublicKey;
import dev.kexbench.results.report.ServerStats;
import java.util.List;
import java.util.Optional;

/** A server without statistics. */
record PlainTarget(HostPort address) implements Target {
  @Override
  public List<HostPort> addresses() {
    return List.of(address);
  }

  @Override
  public ServerPublicKey key() {
    return TestExchange.KEYS.open();
  }

  @Override
  public List<ClientCredentials> clients() {
    return TestExchange.CLIENTS;
  }

  @Override
  public List<ServerStats> eachStats() {
    return List.of();
  }

  @Override
  public Optional<ServerStats> measureCeiling() {
    return Optional.empty();
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
  public void close() {}
}
