package dev.kexbench.core.tls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A fragment of a ClientHello, as a DTLS handshake record carries it (RFC 6347, section 4.2.2):
 * {@code type u8 ‖ length u24 ‖ message_seq u16 ‖ fragment_offset u24 ‖ fragment_length u24 ‖
 * bytes}.
 *
 * @param recordSequence the sequence number of its record, 48 bits
 * @param message the sequence number of the message
 * @param length the length of the whole message in bytes, without header
 */
record HelloFragment(long recordSequence, int message, int length, int offset, byte[] bytes) {
  /** The length of a record header and of a message header, in bytes. */
  static final int RECORD_BYTES = 13;

  static final int HEADER_BYTES = 12;

  private static final int CLIENT_HELLO = 1;

  /** The fragments in a datagram, up to the first bytes that are something else. */
  static List<HelloFragment> in(byte[] datagram) {
    List<HelloFragment> fragments = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(datagram);
    while (RecordCheck.startsRecord(rest)
        && rest.get(rest.position()) == RecordCheck.HANDSHAKE
        && rest.getShort(rest.position() + 3) == 0) {
      long sequence = rest.getLong(rest.position() + 3); // below an epoch of 0
      int length = rest.getShort(rest.position() + 11) & 0xFFFF;
      rest.position(rest.position() + RECORD_BYTES);
      add(fragments, sequence, rest.slice().limit(length));
      rest.position(rest.position() + length);
    }
    return fragments;
  }

  private static void add(List<HelloFragment> fragments, long sequence, ByteBuffer record) {
    while (record.remaining() >= HEADER_BYTES && record.get(record.position()) == CLIENT_HELLO) {
      int length = RecordCheck.int24(record, record.position() + 1);
      int message = record.getShort(record.position() + 4) & 0xFFFF;
      int offset = RecordCheck.int24(record, record.position() + 6);
      int here = RecordCheck.int24(record, record.position() + 9);
      record.position(record.position() + HEADER_BYTES);
      if (length > RecordCheck.LONGEST_MESSAGE
          || offset + here > length
          || here > record.remaining()) {
        return;
      }
      byte[] bytes = new byte[here];
      record.get(bytes);
      fragments.add(new HelloFragment(sequence, message, length, offset, bytes));
    }
  }
}
