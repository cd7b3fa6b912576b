package dev.kexbench.loadgen.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reassembles the frames of one connection. Memory grows with the bytes that have arrived, never
 * with a length that a frame states. Not thread-safe.
 */
final class BusFrameReader {
  private byte[] held = {};
  private int size;

  /**
   * Adds bytes, split at any point, and passes on the frames that are complete.
   *
   * @return whether all is well formed; if not, the connection is of no more use
   */
  boolean add(byte[] bytes, Consumer<BusFrame> frames) {
    append(bytes);
    int at = 0;
    while (size - at >= Integer.BYTES) {
      int length = ByteBuffer.wrap(held, at, Integer.BYTES).getInt();
      if (length < BusFrame.LEAST_BYTES || length > BusFrame.MOST_BYTES) {
        return false;
      }
      if (size - at - Integer.BYTES < length) {
        break;
      }
      Optional<BusFrame> frame =
          BusFrame.decode(ByteBuffer.wrap(held, at + Integer.BYTES, length).slice());
      if (frame.isEmpty()) {
        return false;
      }
      at += Integer.BYTES + length;
      frames.accept(frame.get());
    }
    drop(at);
    return true;
  }

  private void append(byte[] bytes) {
    if (held.length - size < bytes.length) {
      held = Arrays.copyOf(held, Math.max(size + bytes.length, 2 * size));
    }
    System.arraycopy(bytes, 0, held, size, bytes.length);
    size += bytes.length;
  }

  /** Drops the bytes of complete frames; an array that has become empty is not kept. */
  private void drop(int bytes) {
    size -= bytes;
    if (size == 0) {
      held = new byte[0];
    } else if (bytes > 0) {
      System.arraycopy(held, bytes, held, 0, size);
    }
  }
}
