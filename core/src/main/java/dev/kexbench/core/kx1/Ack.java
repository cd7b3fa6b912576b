package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The server's response: {@code header 8 ‖ s ‖ ackTag 32 ‖ [lifetime 4 ‖ ticket 92]}. A view of a
 * frame whose length has been checked.
 */
record Ack(Frame frame, Fields fields) {
  static final int S_AT = Frame.HEADER_BYTES;

  /** The length of the ticket part in bytes: 96. */
  static final int TICKET_PART_BYTES = Integer.BYTES + TicketKeys.TICKET_BYTES;

  static final byte[] NO_TICKET = {};

  static int bodyBytes(Fields fields, boolean ticket) {
    return fields.ackBytes() + Sha256.BYTES + (ticket ? TICKET_PART_BYTES : 0);
  }

  /** ACK[header .. s] followed by zero bytes in place of the tag and the ticket part. */
  static byte[] untagged(Fields fields, byte[] s, boolean ticket) {
    int flags = ticket ? Frame.FLAG_TICKET : 0;
    return Frame.write(FrameType.ACK, fields.code(), flags, bodyBytes(fields, ticket))
        .put(s)
        .array();
  }

  /** The ticket part of an ACK. */
  static byte[] ticketPart(int lifetimeSeconds, byte[] ticket) {
    return ByteBuffer.allocate(TICKET_PART_BYTES).putInt(lifetimeSeconds).put(ticket).array();
  }

  /** Writes the tag into its 32 bytes of the ACK. */
  static void tag(Fields fields, byte[] ack, byte[] tag) {
    System.arraycopy(tag, 0, ack, S_AT + fields.ackBytes(), Sha256.BYTES);
  }

  /** Writes the ticket part into the last bytes of the ACK. */
  static void ticket(byte[] ack, byte[] ticketPart) {
    System.arraycopy(ticketPart, 0, ack, ack.length - ticketPart.length, ticketPart.length);
  }

  byte[] s() {
    return Arrays.copyOfRange(frame.bytes(), S_AT, S_AT + fields.ackBytes());
  }

  byte[] ackTag() {
    return Arrays.copyOfRange(frame.bytes(), tagAt(), tagAt() + Sha256.BYTES);
  }

  /** 96 bytes, or none. */
  byte[] ticketPart() {
    return Arrays.copyOfRange(frame.bytes(), tagAt() + Sha256.BYTES, frame.bytes().length);
  }

  private int tagAt() {
    return S_AT + fields.ackBytes();
  }
}
