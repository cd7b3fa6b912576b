package dev.kexbench.loadgen.client;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * How the clients use the network.
 *
 * @param timeoutNanos of a handshake, from its due time
 * @param perConnection how many handshakes of an honest client a connection carries
 * @param close how a connection is ended
 * @param sources local addresses to connect from, in turn; empty for the kernel's choice
 */
public record ConnectionPolicy(
    long timeoutNanos, int perConnection, Close close, List<InetSocketAddress> sources) {

  /** How the generator ends a connection: command-line value and report label at once. */
  public enum Close {
    /** In order, which leaves a port waiting for a minute (RFC 9293, section 3.6). */
    FIN,
    /** By a reset, which leaves nothing. */
    RST;

    /** The name on the command line and in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A connection for each handshake, closed in order, from wherever the kernel likes. */
  public static ConnectionPolicy plain(long timeoutNanos) {
    return new ConnectionPolicy(timeoutNanos, 1, Close.FIN, List.of());
  }
}
