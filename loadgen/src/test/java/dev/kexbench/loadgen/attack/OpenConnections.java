package dev.kexbench.loadgen.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many connections that are kept open for as long as the server lets them be. */
final class OpenConnections {
  private static final long PAUSE_MILLIS = 50;

  private final AttackSetting setting;
  private final StreamClient client;
  private final int port;

  OpenConnections(AttackSetting setting, int port) {
    this.setting = setting;
    this.client = setting.streamClient(port);
    this.port = port;
  }

  private byte[] firstFlight(int number) {
    return client.firstFlight(setting.clients().get(number % setting.clients().size()));
  }

  /** Sends nothing, half of a first flight, or all of it, and then nothing. */
  void hold(AttackProgram.Scale scale) throws IOException {
    List<HostileSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < scale.connections(); i++) {
        HostileSocket socket = new HostileSocket(port);
        sockets.add(socket);
        byte[] flight = firstFlight(i);
        socket.send(Arrays.copyOf(flight, i % 3 * flight.length / 2));
      }
      for (HostileSocket socket : sockets) {
        socket.readToEnd();
      }
    } finally {
      sockets.forEach(HostileSocket::close);
    }
  }

  /** Sends one byte after another, and never the last one. */
  void slow(AttackProgram.Scale scale) throws IOException {
    List<HostileSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < scale.connections() / 2; i++) {
        sockets.add(new HostileSocket(port));
      }
      byte[] flight = firstFlight(0);
      for (int at = 0; at < flight.length - 1 && open(sockets); at++) {
        byte next = flight[at];
        sockets.forEach(socket -> socket.send(next));
        pause();
      }
      for (HostileSocket socket : sockets) {
        socket.readToEnd();
      }
    } finally {
      sockets.forEach(HostileSocket::close);
    }
  }

  private static boolean open(List<HostileSocket> sockets) {
    return sockets.stream().anyMatch(socket -> !socket.ended());
  }

  static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
