package dev.kexbench.loadgen.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A frame on an authenticated connection of the bus: {@code length u32 ‖ kind u8 ‖ id u64 ‖
 * addressLength u16 ‖ address ‖ body}; the length is that of what follows it. Owns its array.
 *
 * @param id of a request, and of the reply to it; 0 if it is neither
 * @param address in UTF-8; empty in a reply
 */
record BusFrame(Kind kind, long id, String address, byte[] body) {
  /** The least that a length may state. */
  static final int LEAST_BYTES = Byte.BYTES + Long.BYTES + Short.BYTES;

  /** The most that a length may state: an assignment with the keys of 800,000 clients. */
  static final int MOST_BYTES = 1 << 28;

  private static final int MOST_ADDRESS_BYTES = 1_024;
  private static final byte[] EMPTY = {};

  /** What a frame is for; the ordinal is its number. */
  enum Kind {
    /** The sender consumes this address from now on. */
    CONSUMES,
    /** The sender no longer consumes this address. */
    ENDS,
    /** A message that is not answered. */
    MESSAGE,
    /** A message that is answered with a {@link #REPLY}. */
    REQUEST,
    REPLY;

    private static final Kind[] ALL = values();
  }

  /** A frame about an address. */
  static BusFrame about(Kind kind, String address) {
    return new BusFrame(kind, 0, address, EMPTY);
  }

  /**
   * The whole frame.
   *
   * @throws IllegalArgumentException if it would be larger than the other end accepts
   */
  byte[] encode() {
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    long length = (long) LEAST_BYTES + name.length + body.length;
    if (length > MOST_BYTES || name.length > MOST_ADDRESS_BYTES) {
      throw new IllegalArgumentException(
          "a message of %d bytes to %s is too large".formatted(length, address));
    }
    return ByteBuffer.allocate(Integer.BYTES + (int) length)
        .putInt((int) length)
        .put((byte) kind.ordinal())
        .putLong(id)
        .putShort((short) name.length)
        .put(name)
        .put(body)
        .array();
  }

  /** The frame in these bytes, which follow a length; empty if it is malformed. */
  static Optional<BusFrame> decode(ByteBuffer in) {
    if (in.remaining() < LEAST_BYTES) {
      return Optional.empty();
    }
    int kind = Byte.toUnsignedInt(in.get());
    long id = in.getLong();
    int named = Short.toUnsignedInt(in.getShort());
    if (kind >= Kind.ALL.length || named > MOST_ADDRESS_BYTES || named > in.remaining()) {
      return Optional.empty();
    }
    byte[] name = new byte[named];
    in.get(name);
    byte[] body = new byte[in.remaining()];
    in.get(body);
    return Optional.of(
        new BusFrame(Kind.ALL[kind], id, new String(name, StandardCharsets.UTF_8), body));
  }
}
