package dev.kexbench.core.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** ClientHellos of TLS and DTLS that are built by hand. */
final class RawHello {
  private static final int SUPPORTED_GROUPS = 10;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int EXTENDED_MASTER_SECRET = 23;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int RENEGOTIATION_INFO = 0xFF01;

  private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();
  private final int version;
  private final int cipherSuite;

  RawHello(int version, int cipherSuite) {
    this.version = version;
    this.cipherSuite = cipherSuite;
    extension(EXTENDED_MASTER_SECRET, new byte[0]);
    extension(RENEGOTIATION_INFO, new byte[1]); // required by bctls (RFC 5746)
  }

  RawHello groups(int... groups) {
    return extension(SUPPORTED_GROUPS, list16(groups));
  }

  RawHello signatures(int... algorithms) {
    return extension(SIGNATURE_ALGORITHMS, list16(algorithms));
  }

  RawHello versions(int... versions) {
    byte[] list = list16(versions);
    return extension(SUPPORTED_VERSIONS, Arrays.copyOfRange(list, 1, list.length));
  }

  private RawHello extension(int type, byte[] data) {
    extensions.writeBytes(int16(type));
    extensions.writeBytes(int16(data.length));
    extensions.writeBytes(data);
    return this;
  }

  private static byte[] list16(int... values) {
    ByteBuffer list = ByteBuffer.allocate(2 + 2 * values.length);
    list.putShort((short) (2 * values.length));
    for (int value : values) {
      list.putShort((short) value);
    }
    return list.array();
  }

  private static byte[] int16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  /** The hello in one record of TLS. */
  byte[] record() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(int16(version));
    body.writeBytes(new byte[32 + 1]); // random and an empty session id
    body.writeBytes(list16(cipherSuite));
    body.writeBytes(new byte[] {1, 0});
    body.writeBytes(int16(extensions.size()));
    body.writeBytes(extensions.toByteArray());
    return ByteBuffer.allocate(5 + 4 + body.size())
        .put(new byte[] {22, 3, 1})
        .putShort((short) (4 + body.size()))
        .putInt(1 << 24 | body.size())
        .put(body.toByteArray())
        .array();
  }

  /** A hello of DTLS, with TLS_PSK_WITH_AES_128_GCM_SHA256 and without extensions. */
  static byte[] datagram(int version, byte[] cookie) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(int16(version));
    body.writeBytes(new byte[32 + 1]);
    body.write(cookie.length);
    body.writeBytes(cookie);
    body.writeBytes(list16(0x00A8));
    body.writeBytes(new byte[] {1, 0});
    byte[] header = new byte[13 + 12];
    header[0] = 22;
    header[1] = (byte) 0xFE;
    header[2] = (byte) 0xFF;
    header[12] = (byte) (12 + body.size());
    header[13] = 1;
    header[16] = (byte) body.size();
    header[24] = (byte) body.size();
    return ByteBuffer.allocate(header.length + body.size())
        .put(header)
        .put(body.toByteArray())
        .array();
  }

  /** Splits a datagram that holds an unfragmented hello. */
  static List<byte[]> fragments(byte[] hello, int bytes) {
    List<byte[]> fragments = new ArrayList<>();
    int header = 13 + 12;
    for (int at = 0; at < hello.length - header; at += bytes) {
      int here = Math.min(bytes, hello.length - header - at);
      ByteBuffer fragment = ByteBuffer.allocate(header + here);
      fragment.put(hello, 0, header).put(hello, header + at, here);
      fragment.putShort(11, (short) (12 + here));
      fragment.putShort(20, (short) at); // in the lower two of three bytes
      fragment.putShort(23, (short) here);
      fragments.add(fragment.array());
    }
    return fragments;
  }
}
