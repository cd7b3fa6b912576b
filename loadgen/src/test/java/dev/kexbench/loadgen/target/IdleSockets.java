package dev.kexbench.loadgen.target;

import dev.kexbench.loadgen.command.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that send nothing, from as many loopback addresses as their ports take. */
final class IdleSockets implements AutoCloseable {
  /** Fewer than an address has ports. */
  private static final int PER_ADDRESS = 20_000;

  private final InetSocketAddress server;
  private final List<SocketChannel> open = new ArrayList<>();

  IdleSockets(HostPort server) {
    this.server = new InetSocketAddress(server.host(), server.port());
  }

  /** Opens more until there are this many. */
  void openUpTo(int count) {
    try {
      while (open.size() < count) {
        SocketChannel next = SocketChannel.open();
        open.add(next);
        next.bind(new InetSocketAddress("127.0.0." + (2 + open.size() / PER_ADDRESS), 0));
        next.setOption(StandardSocketOptions.SO_LINGER, 0); // leaves no port waiting
        next.connect(server);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("connection " + open.size(), e);
    }
  }

  @Override
  public void close() {
    for (SocketChannel each : open) {
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
