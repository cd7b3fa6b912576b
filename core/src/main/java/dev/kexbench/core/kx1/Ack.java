package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Sha256;
import java.util.Arrays;

/** The server's answer: {@code header 8 ‖ s ‖ ackTag 32}. A view of a frame of checked length. */
record Ack(Frame frame, Suite suite) {
  static final int S_AT = Frame.HEADER_BYTES;

  static int bodyBytes(Suite suite) {
    return suite.ackBytes() + Sha256.BYTES;
  }

  /** ACK[header .. s]: all but the tag, with the tag's place zero. */
  static byte[] untagged(Suite suite, byte[] s) {
    return Frame.write(FrameType.ACK, suite.code(), 0, bodyBytes(suite)).put(s).array();
  }

  /** Puts the tag in its place. */
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
