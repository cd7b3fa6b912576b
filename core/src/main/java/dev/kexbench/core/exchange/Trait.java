package dev.kexbench.core.exchange;

/** A yes-or-no property of an exchange. */
public enum Trait {
  /** Recorded sessions stay secret even if all long-term secrets of both sides are stolen later. */
  FORWARD_SECRET("forward secret"),
  /** The server identifies the client and verifies that it knows its secret. */
  AUTHENTICATES_CLIENT("client authenticated"),
  /** The server presents a certificate. */
  SHOWS_CERTIFICATE("certificate"),
  /** A passive eavesdropper cannot test guesses of the client's secret offline. */
  DICTIONARY_SAFE("dictionary-safe"),
  /**
   * A future quantum computer cannot decrypt recorded sessions, even with all long-term secrets of
   * both sides.
   */
  POST_QUANTUM("post-quantum"),
  /** Applications cannot derive keys from its sessions. */
  NO_EXPORTER("no exporter"),
  /** A connection carries exactly one exchange. */
  ONCE_A_CONNECTION("one a connection");

  private final String label;

  Trait(String label) {
    this.label = label;
  }

  /** The label in table headers. */
  public String label() {
    return label;
  }
}
