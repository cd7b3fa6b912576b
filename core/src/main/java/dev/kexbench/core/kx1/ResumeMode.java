package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.KeyKind;
import java.util.List;
import java.util.Optional;

/**
 * The suites with which a client that has a ticket returns: {@code c} = ticket 92 || share ||
 * binder 32, {@code s} = share.
 */
enum ResumeMode implements Fields {
  /** The shares are 32 random bytes; the secret comes from the ticket and the root alone. */
  SYMMETRIC(0x41, Optional.empty()),
  /** The shares are ephemeral keys of 32 bytes, whose agreement is part of the secret. */
  DHE_X25519(0x42, Optional.of(Curve.X25519)),
  /** The shares are ephemeral keys of 65 bytes, whose agreement is part of the secret. */
  DHE_P256(0x43, Optional.of(Curve.P256));

  /** The offset of the share in {@code c}. */
  static final int SHARE_AT = TicketKeys.TICKET_BYTES;

  private static final int RANDOM_BYTES = 32;

  private final int code;
  private final Optional<Curve> curve;

  ResumeMode(int code, Optional<Curve> curve) {
    this.code = code;
    this.curve = curve;
  }

  /** The forward-secret mode after a full exchange of this suite. */
  static ResumeMode forwardSecret(Suite suite) {
    return suite.keyAgreement().keyKind() == KeyKind.X25519 ? DHE_X25519 : DHE_P256;
  }

  /** The modes in which clients of a suite may return. */
  static List<ResumeMode> of(Suite suite) {
    return List.of(SYMMETRIC, forwardSecret(suite));
  }

  /** The group of the shares; empty if they are random. */
  Optional<Curve> curve() {
    return curve;
  }

  /** The length of a share in bytes, whichever kind it is. */
  int shareBytes() {
    return curve.map(Curve::publicBytes).orElse(RANDOM_BYTES);
  }

  /** The offset of the binder in {@code c}, and the end of what it covers. */
  int binderAt() {
    return SHARE_AT + shareBytes();
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public int offerBytes() {
    return binderAt() + Sha256.BYTES;
  }

  @Override
  public int ackBytes() {
    return shareBytes();
  }
}
