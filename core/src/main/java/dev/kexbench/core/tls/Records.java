package dev.kexbench.core.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gathers bytes until they end where a record ends (RFC 8446, section 5.1: {@code type u8 ‖ version
 * u16 ‖ length u16 ‖ fragment}), so that half a record costs no work. Holds at most 64 KiB.
 */
final class Records {
  /** What the bytes so far amount to. */
  enum Gathered {
    PARTIAL,
    WHOLE,
    /** No records of TLS, or more of them than a handshake has. */
    FOREIGN
  }

  private static final int HEADER_BYTES = 5;
  private static final int MOST = 1 << 16;

  /** change_cipher_spec to application_data. */
  private static final int LEAST_TYPE = 20;

  private static final int GREATEST_TYPE = 23;
  private static final int MAJOR_VERSION = 3;

  private byte[] bytes = {};

  /** Where the last record that began begins; all before it are whole. */
  private int at;

  Gathered add(ByteBuffer in) {
    int had = bytes.length;
    if (had + in.remaining() > MOST) {
      return Gathered.FOREIGN;
    }
    bytes = Arrays.copyOf(bytes, had + in.remaining());
    in.get(bytes, had, bytes.length - had);
    while (bytes.length - at >= HEADER_BYTES) {
      if (!isHeader()) {
        return Gathered.FOREIGN;
      }
      int next = at + HEADER_BYTES + ((bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF);
      if (next > bytes.length) {
        return Gathered.PARTIAL;
      }
      at = next;
    }
    return at == bytes.length && at > 0 ? Gathered.WHOLE : Gathered.PARTIAL;
  }

  private boolean isHeader() {
    return bytes[at] >= LEAST_TYPE && bytes[at] <= GREATEST_TYPE && bytes[at + 1] == MAJOR_VERSION;
  }

  /** All of them; none are left. */
  byte[] take() {
    byte[] whole = bytes;
    bytes = new byte[0];
    at = 0;
    return whole;
  }
}
