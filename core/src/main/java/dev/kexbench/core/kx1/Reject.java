package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.Reason;
import java.util.Arrays;
import java.util.Optional;

/**
 * A refusal: {@code header 8 ‖ code 1}. It is not authenticated, so a client treats it only as a
 * hint.
 */
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

  /** The reason that a client reports for it. */
  Reason reason() {
    return reason;
  }

  /** The frame, with the suite byte of the frame that it responds to. */
  byte[] encode(int suite) {
    return Frame.write(FrameType.REJECT, suite, 0, BODY_BYTES).put((byte) code).array();
  }

  /** The refusal with the code in the frame's body. */
  static Optional<Reject> of(Frame frame) {
    int code = frame.bytes()[Frame.HEADER_BYTES];
    return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
  }
}
