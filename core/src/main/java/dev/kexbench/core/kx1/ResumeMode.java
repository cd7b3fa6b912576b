package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Sha256;

/**
 * The suites with which a client that has a ticket returns: {@code c} = ticket 92 || share 32 ||
 * binder 32, {@code s} = share 32.
 */
enum ResumeMode implements Fields {
  /** The shares are random; the secret comes from the ticket and the root alone. */
  SYMMETRIC(0x41),
  /** The shares are ephemeral X25519 keys, whose agreement is part of the secret. */
  DHE(0x42);

  /** The length of a share in bytes, whichever kind it is. */
  static final int SHARE_BYTES = Curve.X25519.publicBytes();

  /** The offset of the share in {@code c}. */
  static final int SHARE_AT = TicketKeys.TICKET_BYTES;

  /** The offset of the binder in {@code c}, and the end of what it covers. */
  static final int BINDER_AT = SHARE_AT + SHARE_BYTES;

  private final int code;

  ResumeMode(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public int offerBytes() {
    return BINDER_AT + Sha256.BYTES;
  }

  @Override
  public int ackBytes() {
    return SHARE_BYTES;
  }
}
