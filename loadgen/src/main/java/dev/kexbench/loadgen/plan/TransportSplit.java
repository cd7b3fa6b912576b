package dev.kexbench.loadgen.plan;

import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.Parsed;

/** The transports of a load test's own server and of its generator. */
public record TransportSplit(SocketTransport server, SocketTransport client) {
  private static final String BETWEEN = "/";

  /** The same for both. */
  public TransportSplit(SocketTransport both) {
    this(both, both);
  }

  /** Converter for picocli. */
  public static final class Converter extends Parsed<TransportSplit> {
    /** A converter that uses {@link #parse}. */
    public Converter() {
      super(TransportSplit::parse);
    }
  }

  /**
   * Parses {@code io_uring} for both, or {@code io_uring/epoll} for server and generator.
   *
   * @throws IllegalArgumentException with one line if a name is wrong, or not available here
   */
  public static TransportSplit parse(String text) {
    int slash = text.indexOf(BETWEEN);
    return slash < 0
        ? new TransportSplit(SocketTransport.usable(text))
        : new TransportSplit(
            SocketTransport.usable(text.substring(0, slash)),
            SocketTransport.usable(text.substring(slash + 1)));
  }

  /** Whether both sides have the same. */
  public boolean same() {
    return server == client;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return same() ? client.label() : server.label() + BETWEEN + client.label();
  }
}
