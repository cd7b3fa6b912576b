package dev.kexbench.core.kx1;

import java.nio.ByteBuffer;

/**
 * A whole frame as sent: {@code 'K' 'X' ‖ version u8 ‖ type u8 ‖ suite u8 ‖ flags u8 ‖ body length
 * u16 ‖ body}. Only its magic and its length have been checked.
 */
record Frame(byte[] bytes) {
  static final int HEADER_BYTES = 8;
  static final int MAX_BODY_BYTES = 4_096;
  static final int VERSION = 1;

  /** Flag of an OFFER that has an admission part. */
  static final int FLAG_ADMISSION = 0x01;

  /** Flag of an OFFER that asks for a ticket, and of an ACK that has one. */
  static final int FLAG_TICKET = 0x02;

  static final byte MAGIC_0 = 'K';
  static final byte MAGIC_1 = 'X';

  int version() {
    return bytes[2] & 0xFF;
  }

  int type() {
    return bytes[3] & 0xFF;
  }

  int suite() {
    return bytes[4] & 0xFF;
  }

  int flags() {
    return bytes[5] & 0xFF;
  }

  int bodyLength() {
    return bytes.length - HEADER_BYTES;
  }

  /** A buffer as long as the whole frame, with the header written and the position after it. */
  static ByteBuffer write(int type, int suite, int flags, int bodyLength) {
    return ByteBuffer.allocate(HEADER_BYTES + bodyLength)
        .put(MAGIC_0)
        .put(MAGIC_1)
        .put((byte) VERSION)
        .put((byte) type)
        .put((byte) suite)
        .put((byte) flags)
        .putShort((short) bodyLength);
  }

  @Override
  public String toString() {
    return "Frame[type " + type() + ", suite " + suite() + ", " + bytes.length + " bytes]";
  }
}
