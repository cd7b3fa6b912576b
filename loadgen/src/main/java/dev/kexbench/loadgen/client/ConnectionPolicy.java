package dev.kexbench.loadgen.client;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * How the clients use the network.
 *
 * @param timeoutNanos of a handshake, from its due time
 * @param perConnection maximum number of handshakes of honest clients on one connection
 * @param close how the generator closes a connection
 * @param sources local addresses to connect from, round-robin; empty for the kernel's choice
 */
public record ConnectionPolicy(
    long timeoutNanos, int perConnection, Close close, List<InetSocketAddress> sources) {

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

  /** One connection per handshake, closed by a FIN, from the address that the kernel chooses. */
  public static ConnectionPolicy plain(long timeoutNanos) {
    return new ConnectionPolicy(timeoutNanos, 1, Close.FIN, List.of());
  }
}
