package dev.kexbench.loadgen.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Relays one connection at a time, and records what the connecting end sends. */
final class RecordingRelay implements AutoCloseable {
  private final ServerSocket server;
  private final List<byte[]> recorded = new CopyOnWriteArrayList<>();

  private RecordingRelay(ServerSocket server) {
    this.server = server;
  }

  /** A relay to this address, at any free port. */
  static RecordingRelay to(InetSocketAddress target) throws IOException {
    RecordingRelay relay =
        new RecordingRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    start(() -> relay.relay(target));
    return relay;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** The bytes of the connecting end so far, in the parts in which they came. */
  List<byte[]> recorded() {
    return List.copyOf(recorded);
  }

  private static void start(Relay work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                return; // an end has closed
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Relay {
    void run() throws IOException;
  }

  private void relay(InetSocketAddress target) throws IOException {
    try (Socket client = server.accept();
        Socket agent = new Socket(target.getAddress(), target.getPort())) {
      start(() -> copy(agent.getInputStream(), client.getOutputStream(), false));
      copy(client.getInputStream(), agent.getOutputStream(), true);
    }
  }

  private void copy(InputStream from, OutputStream to, boolean record) throws IOException {
    byte[] part = new byte[8_192];
    for (int size = from.read(part); size >= 0; size = from.read(part)) {
      byte[] bytes = Arrays.copyOf(part, size);
      if (record) {
        recorded.add(bytes);
      }
      to.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
