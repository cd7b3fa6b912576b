package dev.kexbench.core.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * A ClientHello of which some fragments have arrived, in any order and possibly overlapping. Not
 * thread-safe.
 */
final class PartialHello {
  private static final int SESSION_ID_AT = 2 + 32;
  private static final int LONGEST_SESSION_ID = 32;

  /** Within so many bytes from the start, the cookie of a client that returns ours ends. */
  static final int PREFIX_BYTES = SESSION_ID_AT + 1 + LONGEST_SESSION_ID + 1 + Cookies.BYTES;

  private final long sinceMillis;
  private final int message;
  private final byte[] body;
  private final BitSet arrived = new BitSet();
  private long recordSequence;

  /**
   * The part of a ClientHello that a cookie depends on, and the cookie (RFC 6347, section 4.2.1).
   *
   * @param parameters {@code client_version ‖ random ‖ session_id}
   */
  record Prefix(byte[] parameters, byte[] cookie) {}

  PartialHello(HelloFragment first, long nowMillis) {
    this.sinceMillis = nowMillis;
    this.message = first.message();
    this.body = new byte[first.length()];
    add(first);
  }

  long sinceMillis() {
    return sinceMillis;
  }

  /** Whether the fragment claims to be of the same message. */
  boolean isOf(HelloFragment fragment) {
    return fragment.message() == message && fragment.length() == body.length;
  }

  void add(HelloFragment fragment) {
    System.arraycopy(fragment.bytes(), 0, body, fragment.offset(), fragment.bytes().length);
    arrived.set(fragment.offset(), fragment.offset() + fragment.bytes().length);
    recordSequence = fragment.recordSequence();
  }

  boolean isComplete() {
    return arrived.cardinality() == body.length;
  }

  /** Empty until all of it has arrived, and for bytes that are no ClientHello. */
  Optional<Prefix> prefix() {
    int have = arrived.nextClearBit(0);
    if (have <= SESSION_ID_AT) {
      return Optional.empty();
    }
    int parametersEnd = SESSION_ID_AT + 1 + (body[SESSION_ID_AT] & 0xFF);
    if (parametersEnd > SESSION_ID_AT + 1 + LONGEST_SESSION_ID || have <= parametersEnd) {
      return Optional.empty();
    }
    int cookieEnd = parametersEnd + 1 + (body[parametersEnd] & 0xFF);
    return have < cookieEnd
        ? Optional.empty()
        : Optional.of(
            new Prefix(
                Arrays.copyOf(body, parametersEnd),
                Arrays.copyOfRange(body, parametersEnd + 1, cookieEnd)));
  }

  /** The sequence number of the record that arrived last. */
  long recordSequence() {
    return recordSequence;
  }

  /** The whole message in one record of DTLS 1.2, as if it had not been fragmented. */
  byte[] inOneRecord() {
    int messageBytes = HelloFragment.HEADER_BYTES + body.length;
    return ByteBuffer.allocate(HelloFragment.RECORD_BYTES + messageBytes)
        .put(new byte[] {RecordCheck.HANDSHAKE, (byte) 0xFE, (byte) 0xFD})
        .putLong(recordSequence)
        .putShort((short) messageBytes)
        .putInt(1 << 24 | body.length)
        .putShort((short) message)
        .put(new byte[3])
        .put((byte) (body.length >> 16))
        .putShort((short) body.length)
        .put(body)
        .array();
  }
}
