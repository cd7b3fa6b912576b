package dev.kexbench.loadgen.attack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A valid ClientHello of TLS or DTLS in parts that may be changed.
 *
 * @param head what is before the list of cipher suites, without headers
 * @param extensions their contents by type, in order
 */
record HelloParts(boolean datagram, byte[] head, byte[] ciphers, Map<Integer, byte[]> extensions) {
  static final int CIPHERS = -1;
  static final int GROUPS = 10;
  static final int SIGNATURES = 13;
  static final int PRE_SHARED_KEY = 41;
  static final int VERSIONS = 43;
  static final int KEY_SHARES = 51;

  /** The header of the record and that of the handshake message. */
  private static final int STREAM_HEADERS = 5 + 4;

  private static final int DATAGRAM_HEADERS = 13 + 12;

  /** Version and random. */
  private static final int FIXED_BYTES = 2 + 32;

  /** Reads a first flight of one record with one ClientHello. */
  static HelloParts of(byte[] flight, boolean datagram) {
    ByteBuffer in = ByteBuffer.wrap(flight).position(headers(datagram));
    int start = in.position();
    in.position(start + FIXED_BYTES);
    in.position(in.position() + 1 + in.get(in.position())); // session id
    if (datagram) {
      in.position(in.position() + 1 + in.get(in.position())); // cookie
    }
    byte[] head = new byte[in.position() - start];
    in.get(start, head);
    byte[] ciphers = new byte[in.getShort()];
    in.get(ciphers);
    in.position(in.position() + 1 + in.get(in.position())); // compression
    Map<Integer, byte[]> extensions = new LinkedHashMap<>();
    if (in.hasRemaining()) {
      in.getShort();
    }
    while (in.hasRemaining()) {
      int type = in.getShort() & 0xFFFF;
      byte[] content = new byte[in.getShort()];
      in.get(content);
      extensions.put(type, content);
    }
    return new HelloParts(datagram, head, ciphers, extensions);
  }

  private static int headers(boolean datagram) {
    return datagram ? DATAGRAM_HEADERS : STREAM_HEADERS;
  }

  /** The same with another content of an extension, or of the list of cipher suites. */
  HelloParts with(int type, byte[] content) {
    if (type == CIPHERS) {
      return new HelloParts(datagram, head, content, extensions);
    }
    Map<Integer, byte[]> changed = new LinkedHashMap<>(extensions);
    byte[] last = changed.remove(PRE_SHARED_KEY); // has to be the last one
    changed.put(type, content);
    if (last != null && type != PRE_SHARED_KEY) {
      changed.put(PRE_SHARED_KEY, last);
    }
    return new HelloParts(datagram, head, ciphers, changed);
  }

  /** The message in one record; {@code after} follows the extensions as if it were one of them. */
  byte[] encode(byte... after) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    extensions.forEach(
        (type, content) -> {
          list.writeBytes(int16(type));
          list.writeBytes(int16(content.length));
          list.writeBytes(content);
        });
    list.writeBytes(after);
    byte[] body =
        Mutation.joined(
            head,
            int16(ciphers.length),
            ciphers,
            new byte[] {1, 0},
            int16(list.size()),
            list.toByteArray());
    return Mutation.joined(header(body.length), body);
  }

  private byte[] header(int body) {
    ByteBuffer header = ByteBuffer.allocate(headers(datagram)).put((byte) 22);
    if (datagram) {
      header.put(new byte[] {(byte) 0xFE, (byte) 0xFF}).putLong(1); // epoch 0
      header.putShort((short) (DATAGRAM_HEADERS - 13 + body));
      header.putInt(1 << 24 | body).putShort((short) 1); // message 1, after that without a cookie
      header.put(new byte[] {0, 0, 0}).put((byte) (body >> 16)).putShort((short) body);
    } else {
      header.put(new byte[] {3, 1}).putShort((short) (4 + body)).putInt(1 << 24 | body);
    }
    return header.array();
  }

  static byte[] int16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  /** A list with its length in two bytes before it. */
  static byte[] list16(byte[]... items) {
    byte[] all = Mutation.joined(items);
    return Mutation.joined(int16(all.length), all);
  }
}
