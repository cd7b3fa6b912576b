package dev.kexbench.loadgen.attack;

import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.List;

/** Flights of valid handshakes, sent again by someone who knows no secret. */
final class Replays {
  /** In the names of all clients but the last, whose rejections are delayed after the guesses. */
  static final int RECORDED = 7;

  /** Few for each client, so that they are not delayed. */
  private static final int PART = 5;

  private final AttackSetting setting;
  private final int port;

  Replays(AttackSetting setting, int port) {
    this.setting = setting;
    this.port = port;
  }

  /** Sends the first flight, waits for the answer, and sends the others. */
  void replay(AttackProgram.Scale scale) throws IOException {
    StreamClient client = setting.streamClient(port);
    List<List<byte[]>> recorded = new ArrayList<>();
    for (ClientCredentials each : setting.clients().subList(0, RECORDED)) {
      recorded.add(AttackedServer.inTime(() -> client.record(each)));
    }
    for (int i = 0; i < scale.connections() / PART; i++) {
      again(recorded.get(i % RECORDED));
    }
  }

  private void again(List<byte[]> flights) throws IOException {
    try (HostileSocket socket = new HostileSocket(port)) {
      for (byte[] flight : flights) {
        socket.send(flight);
        if (socket.read().length == 0) {
          return;
        }
      }
      socket.finish();
      socket.readToEnd();
    }
  }

  /** Sends all datagrams from another port; the cookies in them are not valid there. */
  void replayDatagrams(AttackProgram.Scale scale) throws IOException {
    DatagramClient client = setting.datagramClient(port);
    List<List<byte[]>> recorded = new ArrayList<>();
    for (ClientCredentials each : setting.clients().subList(0, RECORDED)) {
      recorded.add(AttackedServer.inTime(() -> client.record(each)));
    }
    for (int i = 0; i < scale.connections() / PART; i++) {
      try (DatagramSocket socket = client.hostileSocket()) {
        for (byte[] datagram : recorded.get(i % RECORDED)) {
          socket.send(new DatagramPacket(datagram, datagram.length));
        }
      }
    }
  }
}
