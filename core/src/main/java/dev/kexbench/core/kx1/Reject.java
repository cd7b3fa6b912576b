package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.Reason;
import java.util.Arrays;
import java.util.Optional;

/** A refusal: {@code header 8 ‖ code 1}. Unauthenticated, so a hint to its reader and no more. */
enum Reject {
  REJECTED(1, Reason.REJECTED),
  UNSUPPORTED(2, Reason.UNSUPPORTED),
  UNKNOWN_KEY(3, Reason.UNKNOWN_KEY),
  BUSY(4, Reason.BUSY);

  static final int BODY_BYTES = 1;

  private final int code;
  private final Reason reason;

  Reject(int code, Reason reason) {
    this.code = code;
    this.reason = reason;
  }

  /** What a client is told by it. */
  Reason reason() {
    return reason;
  }

  /** The frame, with the suite byte of the frame that it answers. */
  byte[] encode(int suite) {
    return Frame.write(FrameType.REJECT, suite, 0, BODY_BYTES).put((byte) code).array();
  }

  /** The refusal whose code the frame's body holds. */
  static Optional<Reject> of(Frame frame) {
    int code = frame.bytes()[Frame.HEADER_BYTES];
    return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
  }
}
