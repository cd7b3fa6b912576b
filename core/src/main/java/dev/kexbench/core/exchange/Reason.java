package dev.kexbench.core.exchange;

/**
 * Why an attempt failed, for counters. On a server it is finer than what the peer is told: all that
 * depends on a secret or on the past looks the same on the wire.
 */
public enum Reason {
  /** The admission part is missing or its tag is wrong. */
  ADMISSION("admission"),
  /** The admission part's time lies too far from the server's clock. */
  STALE("stale"),
  /** The admission tag has been seen before. */
  REPLAYED("replayed"),
  /** Unknown client, wrong secret, or a ciphertext that does not decrypt: one refusal for all. */
  REJECTED("rejected"),
  /** Version, type, suite or flags that the peer does not serve. */
  UNSUPPORTED("unsupported"),
  /** The peer has no key of that name. */
  UNKNOWN_KEY("unknownKey"),
  /** Shed by load or by a limit before the private-key operation. */
  BUSY("busy"),
  /** Bytes that are no frame of the exchange, or one of a wrong length. */
  MALFORMED("malformed"),
  /** A good frame at the wrong moment. */
  OUT_OF_TURN("outOfTurn"),
  /** The client's key confirmation does not verify. */
  BAD_CONFIRM("badConfirm"),
  /** The server's acknowledgement does not verify. */
  BAD_ACK("badAck");

  private final String label;

  Reason(String label) {
    this.label = label;
  }

  /** The key under which reports count it. */
  public String label() {
    return label;
  }
}
