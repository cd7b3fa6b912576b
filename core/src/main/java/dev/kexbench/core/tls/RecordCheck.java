package dev.kexbench.core.tls;

import java.nio.ByteBuffer;

/**
 * Checks the records of a datagram before bctls reads them: bctls ends a handshake because of a
 * version that it cannot represent, and allocates the length that a fragment claims for its whole
 * message, up to 16 MiB.
 */
final class RecordCheck {
  static final byte HANDSHAKE = 22;

  /** The longest handshake message that a peer may send, in bytes; a PSK handshake needs 1 KiB. */
  static final int LONGEST_MESSAGE = 4_096;

  private static final int VERSION_10 = 0xFEFF;
  private static final int VERSION_12 = 0xFEFD;

  private RecordCheck() {}

  /** Whether bctls may read this datagram; one that it may not read is discarded silently. */
  static boolean areReadable(byte[] datagram, int offset, int length) {
    ByteBuffer rest = ByteBuffer.wrap(datagram, offset, length).slice();
    while (rest.hasRemaining()) {
      if (!startsRecord(rest)) {
        return false;
      }
      int at = rest.position();
      ByteBuffer record = rest.slice();
      int bytes = rest.getShort(at + 11) & 0xFFFF;
      record.position(HelloFragment.RECORD_BYTES).limit(HelloFragment.RECORD_BYTES + bytes);
      boolean isPlain = rest.getShort(at + 3) == 0;
      if (isPlain && rest.get(at) == HANDSHAKE && !hasShortMessages(record.slice())) {
        return false;
      }
      rest.position(at + HelloFragment.RECORD_BYTES + bytes);
    }
    return true;
  }

  private static boolean hasShortMessages(ByteBuffer record) {
    while (record.remaining() >= HelloFragment.HEADER_BYTES) {
      int at = record.position();
      int here = int24(record, at + 9);
      if (int24(record, at + 1) > LONGEST_MESSAGE
          || here > record.remaining() - HelloFragment.HEADER_BYTES) {
        return false;
      }
      record.position(at + HelloFragment.HEADER_BYTES + here);
    }
    return true;
  }

  /** Whether a whole record of a known version is next. */
  static boolean startsRecord(ByteBuffer rest) {
    if (rest.remaining() < HelloFragment.RECORD_BYTES) {
      return false;
    }
    int version = rest.getShort(rest.position() + 1) & 0xFFFF;
    int length = rest.getShort(rest.position() + 11) & 0xFFFF;
    return (version == VERSION_10 || version == VERSION_12)
        && length <= rest.remaining() - HelloFragment.RECORD_BYTES;
  }

  static int int24(ByteBuffer from, int at) {
    return (from.getShort(at) & 0xFFFF) << Byte.SIZE | from.get(at + 2) & 0xFF;
  }
}
