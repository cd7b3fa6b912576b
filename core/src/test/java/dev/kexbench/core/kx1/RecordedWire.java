package dev.kexbench.core.kx1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Builds and modifies frames as bytes, without the codec under test. */
final class RecordedWire {
  /** The offsets of an OFFER's fields. */
  static final int CLIENT = 8;

  static final int KEY = 24;
  static final int C = 32;

  private RecordedWire() {}

  /** A frame of version 1. */
  static byte[] frame(int type, int suite, int flags, byte[] body) {
    byte[] header = {
      'K',
      'X',
      1,
      (byte) type,
      (byte) suite,
      (byte) flags,
      (byte) (body.length >> 8),
      (byte) body.length
    };
    return join(header, body);
  }

  static byte[] reject(int suite, int code) {
    return frame(0x7F, suite, 0, new byte[] {(byte) code});
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** A copy with one bit of one byte changed; flipping 0x10 never makes another valid header. */
  static byte[] flipped(byte[] frame, int at) {
    return with(frame, at, frame[at] ^ 0x10);
  }

  static byte[] with(byte[] frame, int at, int value) {
    byte[] changed = frame.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** A copy with other bytes from this offset on. */
  static byte[] with(byte[] frame, int at, byte[] bytes) {
    byte[] changed = frame.clone();
    System.arraycopy(bytes, 0, changed, at, bytes.length);
    return changed;
  }

  static byte[] body(byte[] frame) {
    return Arrays.copyOfRange(frame, 8, frame.length);
  }
}
