package dev.kexbench.core.kx1;

/**
 * Why a server refuses a ticket, for its own statistics. A client cannot tell the causes apart: all
 * are found on one path, and have one answer.
 */
enum TicketFault {
  /** It was not sealed by this server, or under a key that has been wiped since. */
  UNREADABLE("unreadable"),
  /** It belongs to another client. */
  OTHER_CLIENT("otherClient"),
  EXPIRED("expired"),
  /** The sender does not know the ticket's secret and the client's root. */
  BINDER("binder"),
  /** It has been used before. */
  USED("used"),
  /** It comes with a share of small order. */
  SHARE("share");

  private final String label;

  TicketFault(String label) {
    this.label = label;
  }

  /** Its name in statistics. */
  String label() {
    return label;
  }

  /** 0 if this is not at fault, else the bit that stands for it. */
  int bit(boolean right) {
    return right ? 0 : 1 << ordinal();
  }

  /** The first fault of those whose bits are set, of which there is at least one. */
  static TicketFault first(int bits) {
    return values()[Integer.numberOfTrailingZeros(bits)];
  }
}
