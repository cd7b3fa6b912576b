package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Sha256;
import java.util.Arrays;

/**
 * The server's response: {@code header 8 ‖ s ‖ ackTag 32}. A view of a frame whose length has been
 * checked.
 */
record Ack(Frame frame, Suite suite) {
  static final int S_AT = Frame.HEADER_BYTES;

  static int bodyBytes(Suite suite) {
    return suite.ackBytes() + Sha256.BYTES;
  }

  /** ACK[header .. s] followed by 32 zero bytes in place of the tag. */
  static byte[] untagged(Suite suite, byte[] s) {
    return Frame.write(FrameType.ACK, suite.code(), 0, bodyBytes(suite)).put(s).array();
  }

  /** Writes the tag into the last 32 bytes of the ACK. */
  static void tag(Suite suite, byte[] ack, byte[] tag) {
    System.arraycopy(tag, 0, ack, S_AT + suite.ackBytes(), Sha256.BYTES);
  }

  byte[] s() {
    return Arrays.copyOfRange(frame.bytes(), S_AT, S_AT + suite.ackBytes());
  }

  byte[] ackTag() {
    int at = S_AT + suite.ackBytes();
    return Arrays.copyOfRange(frame.bytes(), at, at + Sha256.BYTES);
  }
}
