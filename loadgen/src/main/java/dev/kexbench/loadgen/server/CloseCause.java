package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;

/** Why a connection ended. */
enum CloseCause {
  /** The peer closed it. */
  PEER("peer"),
  /** The peer or the network reset it. */
  RESET("reset"),
  /** The peer closed or reset it while its operation waited or ran. */
  ABANDONED("abandoned"),
  /** Bytes that are no frame, or a frame of a wrong length. */
  MALFORMED("malformed"),
  /** A good frame at the wrong moment. */
  OUT_OF_TURN("outOfTurn"),
  /** A key confirmation that does not verify. */
  BAD_CONFIRM("badConfirm"),
  /** No whole first OFFER in time. */
  NO_OFFER("noOffer"),
  /** No key confirmation in time. */
  NO_CONFIRM("noConfirm"),
  /** No next OFFER in time. */
  IDLE("idle"),
  /** One of these, by a peer that has not read its answers. */
  STALLED("stalled"),
  /** More connections than are allowed. */
  LIMIT("limit"),
  /** An exception inside the server. */
  FAILURE("failure"),
  /** The server stops: nothing was under way. */
  STOP("stop"),
  /** The server stops: an exchange was under way, and was cut off. */
  CUT_OFF("cutOff");

  private final String label;

  CloseCause(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The cause of a refusal that ends the connection. */
  static CloseCause of(Reason reason) {
    return switch (reason) {
      case OUT_OF_TURN -> OUT_OF_TURN;
      case BAD_CONFIRM -> BAD_CONFIRM;
      default -> MALFORMED;
    };
  }
}
