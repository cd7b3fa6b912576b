package dev.kexbench.loadgen.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Random bytes, random frames whose length is right, and first flights that are mutated. */
final class JunkBytes implements AttackProgram {
  private static final int MOST_BYTES = 4_000;

  private final AttackSetting setting;
  private final StreamClient client;
  private final int port;

  JunkBytes(AttackSetting setting, int port) {
    this.setting = setting;
    this.client = setting.streamClient(port);
    this.port = port;
  }

  @Override
  public void run(Scale scale) throws IOException {
    byte[] flight = client.firstFlight(setting.clients().get(0));
    for (int i = 0; i < scale.connections(); i++) {
      send(port, junk(i, flight, scale));
    }
  }

  private byte[] junk(int number, byte[] flight, Scale scale) {
    return switch (number % 4) {
      case 0 -> scale.bytes(1 + scale.random().nextInt(MOST_BYTES));
      case 1 -> frame(flight, scale);
      default -> Mutation.random(flight, scale.random());
    };
  }

  /** A header like that of the first flight, with a random type, before a random body. */
  private byte[] frame(byte[] flight, Scale scale) {
    byte[] body = scale.bytes(scale.random().nextInt(MOST_BYTES));
    if (setting.kx1()) {
      byte[] header = Arrays.copyOf(flight, 8);
      header[3] = (byte) scale.random().nextInt(5);
      return Mutation.joined(
          ByteBuffer.wrap(header).putShort(6, (short) body.length).array(), body);
    }
    byte type = (byte) (20 + scale.random().nextInt(5));
    if (body.length > 4) {
      ByteBuffer.wrap(body)
          .putInt(1 << 24 | body.length - 4); // a ClientHello, if it is a handshake
    }
    return Mutation.joined(
        ByteBuffer.allocate(5).put(new byte[] {type, 3, 3}).putShort((short) body.length).array(),
        body);
  }

  /**
   * Sends this on a connection, gives the server a moment to answer, as it drops the work of a peer
   * that has closed, and waits until it has processed everything.
   */
  static void send(int port, byte[]... parts) throws IOException {
    try (HostileSocket socket = new HostileSocket(port)) {
      for (byte[] part : parts) {
        socket.send(part);
      }
      socket.awaitAnswer();
      socket.finish();
      socket.readToEnd();
    }
  }
}
