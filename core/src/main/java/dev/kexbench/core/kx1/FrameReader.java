package dev.kexbench.core.kx1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Splits a byte stream, divided at any point, into frames. Holds at most one frame of 4,104 bytes,
 * and allocates the body only after its length has been read and checked.
 */
final class FrameReader {
  /** The result of reading the bytes received so far. */
  sealed interface Read {
    /** The frame is incomplete. */
    record Partial() implements Read {}

    /** A whole frame; any bytes after it are still in the buffer. */
    record Whole(Frame frame) implements Read {}

    /** Not a frame: wrong magic, or a body over the limit. The stream cannot be resynchronised. */
    record Foreign() implements Read {}
  }

  private static final Read PARTIAL = new Read.Partial();
  private static final Read FOREIGN = new Read.Foreign();

  private byte[] bytes = new byte[Frame.HEADER_BYTES];
  private int have;
  private boolean lost;

  Read read(ByteBuffer in) {
    Read read = lost ? FOREIGN : next(in);
    lost = read == FOREIGN;
    return read;
  }

  private Read next(ByteBuffer in) {
    if (have < Frame.HEADER_BYTES) {
      fill(in, Frame.HEADER_BYTES);
      if (have > 0 && bytes[0] != Frame.MAGIC_0 || have > 1 && bytes[1] != Frame.MAGIC_1) {
        return FOREIGN;
      }
      if (have < Frame.HEADER_BYTES) {
        return PARTIAL;
      }
      int body = (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
      if (body > Frame.MAX_BODY_BYTES) {
        return FOREIGN;
      }
      bytes = Arrays.copyOf(bytes, Frame.HEADER_BYTES + body);
    }
    fill(in, bytes.length);
    return have < bytes.length ? PARTIAL : whole();
  }

  private void fill(ByteBuffer in, int upTo) {
    int length = Math.min(upTo - have, in.remaining());
    in.get(bytes, have, length);
    have += length;
  }

  private Read whole() {
    Frame frame = new Frame(bytes);
    bytes = new byte[Frame.HEADER_BYTES];
    have = 0;
    return new Read.Whole(frame);
  }
}
