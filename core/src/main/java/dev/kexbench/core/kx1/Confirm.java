package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Sha256;
import java.util.Arrays;

/** The client's key confirmation: {@code header 8 ‖ confirmTag 32}. */
final class Confirm {
  static final int BODY_BYTES = Sha256.BYTES;

  private Confirm() {}

  static byte[] encode(Fields fields, byte[] confirmTag) {
    return Frame.write(FrameType.CONFIRM, fields.code(), 0, BODY_BYTES).put(confirmTag).array();
  }

  static byte[] confirmTag(Frame frame) {
    return Arrays.copyOfRange(frame.bytes(), Frame.HEADER_BYTES, frame.bytes().length);
  }
}
