package dev.kexbench.core.exchange;

/**
 * Why an attempt failed, for counters. On a server it is more specific than the peer's view: on the
 * wire, all failures that depend on a secret or on earlier messages look the same.
 */
public enum Reason {
  /** The admission part is missing or its tag is wrong. */
  ADMISSION("admission"),
  /** The admission part's time is too far from the server's clock. */
  STALE("stale"),
  /** The admission tag has been seen before. */
  REPLAYED("replayed"),
  /**
   * Unknown client, wrong secret, or a ciphertext that does not decrypt: one refusal for all three.
   */
  REJECTED("rejected"),
  /**
   * A ticket that is unknown, expired, used, of another client, or presented without its secret:
   * one refusal for all.
   */
  TICKET("ticket"),
  /** A version, type, suite or flags that the peer does not serve. */
  UNSUPPORTED("unsupported"),
  /** The peer has no key with this key id. */
  UNKNOWN_KEY("unknownKey"),
  /** Shed because of load or a limit, before the private-key operation. */
  BUSY("busy"),
  /** Bytes that are not a frame of the exchange, or a frame of the wrong length. */
  MALFORMED("malformed"),
  /** A valid frame in the wrong state. */
  OUT_OF_TURN("outOfTurn"),
  /** The client's key confirmation does not verify. */
  BAD_CONFIRM("badConfirm"),
  /** The server's acknowledgement does not verify. */
  BAD_ACK("badAck");

  private final String label;

  Reason(String label) {
    this.label = label;
  }

  /** The key that counts this reason in reports. */
  public String label() {
    return label;
  }
}
