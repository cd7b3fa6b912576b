package dev.kexbench.core.kx1;

/** The type byte of a frame. */
final class FrameType {
  static final int OFFER = 0x01;
  static final int ACK = 0x02;
  static final int CONFIRM = 0x03;
  static final int REJECT = 0x7F;

  private FrameType() {}

  static boolean known(int type) {
    return type == OFFER || type == ACK || type == CONFIRM || type == REJECT;
  }
}
