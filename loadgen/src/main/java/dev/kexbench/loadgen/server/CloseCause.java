package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;

/** Why a connection ended. */
enum CloseCause {
  /** The peer closed it. */
  PEER("peer"),
  /** The peer or the network reset it. */
  RESET("reset"),
  /** The peer closed or reset it while a crypto task that can be shed was queued or running. */
  ABANDONED("abandoned"),
  /** Bytes that are not a frame, or a frame of the wrong length. */
  MALFORMED("malformed"),
  /** A well-formed frame in the wrong state. */
  OUT_OF_TURN("outOfTurn"),
  /** A key confirmation that does not verify. */
  BAD_CONFIRM("badConfirm"),
  /** No complete first OFFER before the deadline. */
  NO_OFFER("noOffer"),
  /** No key confirmation before the deadline. */
  NO_CONFIRM("noConfirm"),
  /** No next OFFER before the deadline. */
  IDLE("idle"),
  /** One of these deadlines was missed by a peer that had not read its replies. */
  STALLED("stalled"),
  /** The connection limit was reached. */
  LIMIT("limit"),
  /** An exception inside the server. */
  FAILURE("failure"),
  /** The server stopped; no exchange was in progress. */
  STOP("stop"),
  /** The server stopped and cut off an exchange in progress. */
  CUT_OFF("cutOff");

  private final String label;

  CloseCause(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The cause that corresponds to a refusal that ends the connection. */
  static CloseCause of(Reason reason) {
    return switch (reason) {
      case OUT_OF_TURN -> OUT_OF_TURN;
      case BAD_CONFIRM -> BAD_CONFIRM;
      default -> MALFORMED;
    };
  }
}
