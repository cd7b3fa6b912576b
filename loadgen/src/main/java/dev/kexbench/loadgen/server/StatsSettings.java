package dev.kexbench.loadgen.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a server answers requests for its statistics, and who may ask.
 *
 * @param port 0 for any free port
 * @param token what a client must present; without one only this machine may ask
 * @param profile that a load test may start and stop; empty unless the server was started for one
 */
public record StatsSettings(
    InetAddress address,
    int port,
    Optional<StatsToken> token,
    Bounds bounds,
    Optional<ServerProfile> profile) {
  /**
   * The limits for connections.
   *
   * @param connections that may be open; more are closed at once
   * @param request from accept to a whole request
   * @param idle from one answer to the next whole request
   */
  record Bounds(int connections, Duration request, Duration idle) {
    static final Bounds DEFAULT = new Bounds(32, Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /**
   * Checks who may ask.
   *
   * @throws IllegalArgumentException if other machines could ask without a token
   */
  public StatsSettings {
    if (token.isEmpty() && !address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "%s is not a loopback address and needs a token; give --stats-token-file FILE or set %s"
              .formatted(address.getHostAddress(), StatsToken.VARIABLE));
    }
  }

  /** Without a profile. */
  StatsSettings(InetAddress address, int port, Optional<StatsToken> token, Bounds bounds) {
    this(address, port, token, bounds, Optional.empty());
  }

  /** The same with a profile that can be started and stopped. */
  public StatsSettings with(Optional<ServerProfile> other) {
    return new StatsSettings(address, port, token, bounds, other);
  }

  /**
   * With the default limits.
   *
   * @throws IllegalArgumentException if the host is unknown, or others could ask without a token
   */
  public static StatsSettings at(String host, int port, Optional<StatsToken> token) {
    try {
      return new StatsSettings(InetAddress.getByName(host), port, token, Bounds.DEFAULT);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("unknown host '" + host + "'", e);
    }
  }
}
