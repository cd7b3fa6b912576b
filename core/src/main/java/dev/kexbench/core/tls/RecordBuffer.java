package dev.kexbench.core.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects bytes into whole records (RFC 8446, section 5.1: {@code type u8 ‖ version u16 ‖ length
 * u16 ‖ fragment}), so that a partial record causes no work. Holds at most one partial record and
 * the whole records that arrived before it.
 */
public final class RecordBuffer {
  /** The state of the bytes received so far. */
  public enum Gathered {
    PARTIAL,
    /** At least one record is whole. */
    WHOLE,
    /** The bytes are not TLS records. */
    FOREIGN,
    /** A handshake record of a version that is not of TLS. */
    OTHER_VERSION,
    /** A record that is longer than any version allows. */
    TOO_LONG
  }

  private static final int HEADER_BYTES = 5;
  private static final int FIRST_BYTES = 16;
  private static final int HANDSHAKE = 22;

  /** The longest fragment in bytes: that of a TLS 1.2 ciphertext (RFC 5246, section 6.2.3). */
  private static final int MOST_BYTES = (1 << 14) + 2_048;

  /** The lowest record type, change_cipher_spec; the highest is application_data. */
  private static final int LEAST_TYPE = 20;

  private static final int GREATEST_TYPE = 23;
  private static final int MAJOR_VERSION = 3;

  private byte[] bytes = new byte[512];
  private int have;

  /** The offset of the first record that is not whole yet; all records before it are whole. */
  private int at;

  public Gathered add(ByteBuffer in) {
    int more = in.remaining();
    if (have + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, have + more));
    }
    in.get(bytes, have, more);
    have += more;
    while (have - at >= HEADER_BYTES) {
      int length = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
      if (!isHeader()) {
        return bytes[at] == HANDSHAKE ? Gathered.OTHER_VERSION : Gathered.FOREIGN;
      }
      if (length > MOST_BYTES) {
        return Gathered.TOO_LONG;
      }
      if (at + HEADER_BYTES + length > have) {
        break;
      }
      at += HEADER_BYTES + length;
    }
    return at > 0 ? Gathered.WHOLE : Gathered.PARTIAL;
  }

  private boolean isHeader() {
    return bytes[at] >= LEAST_TYPE && bytes[at] <= GREATEST_TYPE && bytes[at + 1] == MAJOR_VERSION;
  }

  /** A fatal alert in a record of its own, unencrypted (RFC 5246, section 7.2). */
  public static byte[] alert(short description) {
    return new byte[] {21, MAJOR_VERSION, 3, 0, 2, 2, (byte) description};
  }

  /** A copy of some bytes at the start of what is there. */
  public byte[] first() {
    return Arrays.copyOf(bytes, Math.min(have, FIRST_BYTES));
  }

  /** Removes and returns the whole records; a partial one stays. */
  public byte[] take() {
    byte[] whole = Arrays.copyOf(bytes, at);
    System.arraycopy(bytes, at, bytes, 0, have - at);
    have -= at;
    at = 0;
    return whole;
  }
}
