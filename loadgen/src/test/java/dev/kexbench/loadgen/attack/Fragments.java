package dev.kexbench.loadgen.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** First flights in single bytes: of the stream, and in TLS also in records of one byte. */
final class Fragments implements AttackProgram {
  private static final int HEADER_BYTES = 5;

  /** The longest handshake message, and one longer than any ClientHello. */
  private static final int[] CLAIMED = {0xFF_FFFF, 0x01_0000};

  private final AttackSetting setting;
  private final StreamClient client;
  private final int port;

  Fragments(AttackSetting setting, int port) {
    this.setting = setting;
    this.client = setting.streamClient(port);
    this.port = port;
  }

  @Override
  public void run(Scale scale) throws IOException {
    byte[] flight = client.firstFlight(setting.clients().get(0));
    for (int i = 0; i < scale.connections() / 10; i++) {
      JunkBytes.send(port, single(flight));
      if (!setting.kx1()) {
        records(flight, scale);
      }
    }
  }

  private void records(byte[] flight, Scale scale) throws IOException {
    byte[][] records = new byte[flight.length - HEADER_BYTES][];
    Arrays.setAll(records, i -> record(flight, flight[HEADER_BYTES + i]));
    byte[] whole = Mutation.joined(records);
    byte[] empty = record(flight);
    byte[] warning = {21, 3, 3, 0, 2, 1, 90};
    JunkBytes.send(port, whole);
    JunkBytes.send(port, Arrays.copyOf(whole, scale.random().nextInt(whole.length)));
    JunkBytes.send(port, empty, empty, empty, flight);
    JunkBytes.send(port, records[0], empty, records[1]);
    JunkBytes.send(port, records[0], warning, whole);
    for (int length : CLAIMED) {
      byte[] body = ByteBuffer.allocate(1_000).putInt(1 << 24 | length).array();
      byte[] claims = record(flight, body);
      JunkBytes.send(port, claims, claims, claims);
    }
  }

  private static byte[] record(byte[] like, byte... content) {
    return Mutation.joined(Arrays.copyOf(like, 3), HelloParts.list16(content));
  }

  private static byte[][] single(byte[] flight) {
    byte[][] bytes = new byte[flight.length][];
    Arrays.setAll(bytes, i -> new byte[] {flight[i]});
    return bytes;
  }
}
