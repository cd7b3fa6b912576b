package dev.kexbench.loadgen.attack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.List;

/** Many handshakes over datagrams with valid cookies, from one address. */
final class OpenAssociations {
  /** Longer than the server's deadline. */
  private static final long SLOW_NANOS = AttackedServer.DEADLINE.toNanos() * 3 / 2;

  private final AttackSetting setting;
  private final DatagramClient client;

  OpenAssociations(AttackSetting setting, int port) {
    this.setting = setting;
    this.client = setting.datagramClient(port);
  }

  /** Sends nothing after the hello with the cookie; more of them than there are slots. */
  void hold(AttackProgram.Scale scale) throws IOException {
    List<DatagramSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 4 * scale.connections(); i++) {
        DatagramSocket socket = client.hostileSocket();
        sockets.add(socket);
        client.begin(setting.clients().get(0), socket);
      }
    } finally {
      sockets.forEach(DatagramSocket::close);
    }
  }

  /** Sends the hello again and again, and one byte of a record, which is no progress. */
  void slow(AttackProgram.Scale scale) throws IOException {
    List<DatagramSocket> sockets = new ArrayList<>();
    List<byte[]> hellos = new ArrayList<>();
    try {
      for (int i = 0; i < scale.connections() / 2; i++) {
        DatagramSocket socket = client.hostileSocket();
        sockets.add(socket);
        hellos.add(client.helloWithCookie(setting.clients().get(0), socket));
        send(socket, hellos.get(i));
      }
      long endNanos = System.nanoTime() + SLOW_NANOS;
      while (System.nanoTime() - endNanos < 0) {
        for (int i = 0; i < sockets.size(); i++) {
          byte[] part = {22};
          send(sockets.get(i), part);
          send(sockets.get(i), i % 2 == 0 ? part : hellos.get(i));
        }
        OpenConnections.pause();
      }
    } finally {
      sockets.forEach(DatagramSocket::close);
    }
  }

  static void send(DatagramSocket socket, byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length));
  }
}
