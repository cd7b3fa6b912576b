package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;

/** Why a connection ended. */
enum CloseCause {
  /** The peer closed it. */
  PEER("peer"),
  /** The peer or the network reset it. */
  RESET("reset"),
  /** Bytes that are no frame, or a frame of a wrong length. */
  MALFORMED("malformed"),
  /** A good frame at the wrong moment. */
  OUT_OF_TURN("outOfTurn"),
  /** A key confirmation that does not verify. */
  BAD_CONFIRM("badConfirm"),
  /** Nothing came for too long: no first frame, no CONFIRM, no next OFFER. */
  SILENT("silent"),
  /** An exception inside the server. */
  FAILURE("failure"),
  /** The server stops. */
  STOP("stop");

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
