package dev.kexbench.core.kx1.timing;

/** The fault of an OFFER; all but the first end in the same REJECT. */
enum OfferClass {
  VALID("valid"),
  WRONG_MAC("wrong MAC"),
  FIRST_BYTE("bad padding: first byte not 0"),
  LABEL_HASH("bad padding: lHash"),
  PADDING("bad padding: PS not zero"),
  SEPARATOR("bad padding: separator"),
  UNKNOWN_CLIENT("unknown client");

  private final String label;

  OfferClass(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether to compare with a wrong MAC; not for a valid OFFER, whose ACK every peer can see. */
  boolean judged() {
    return this != VALID && this != WRONG_MAC;
  }
}
