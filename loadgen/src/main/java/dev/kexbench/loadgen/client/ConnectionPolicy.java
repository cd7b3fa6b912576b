package dev.kexbench.loadgen.client;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * How the clients use the network.
 *
 * @param timeoutNanos timeout of a handshake, counted from its due time
 * @param lingerNanos how long a client whose handshake has timed out keeps its connection, to see
 *     whether the reply was only late; 0 if it closes at once
 * @param perConnection maximum number of handshakes of honest clients on one connection
 * @param close how the generator closes a connection
 * @param sources local addresses to connect from, round-robin; empty for the kernel's choice
 * @param fastOpen whether the first message goes with the SYN (TCP Fast Open, RFC 7413), where the
 *     kernel has a cookie of the server for the local address
 */
public record ConnectionPolicy(
    long timeoutNanos,
    long lingerNanos,
    int perConnection,
    Close close,
    List<InetSocketAddress> sources,
    boolean fastOpen) {
  /** A policy without TCP Fast Open. */
  public ConnectionPolicy(
      long timeoutNanos,
      long lingerNanos,
      int perConnection,
      Close close,
      List<InetSocketAddress> sources) {
    this(timeoutNanos, lingerNanos, perConnection, close, sources, false);
  }

  /**
   * How the generator closes a connection. The constants are also the values in options and
   * reports.
   */
  public enum Close {
    /** A FIN, which leaves the port in TIME_WAIT for a minute (RFC 9293, section 3.6). */
    FIN,
    /** An RST, which avoids TIME_WAIT. */
    RST;

    /** The name on the command line and in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One connection per handshake, closed by a FIN or at the timeout, from the address that the
   * kernel chooses.
   */
  public static ConnectionPolicy plain(long timeoutNanos) {
    return new ConnectionPolicy(timeoutNanos, 0, 1, Close.FIN, List.of());
  }
}
