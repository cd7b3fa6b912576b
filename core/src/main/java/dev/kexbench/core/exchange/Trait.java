package dev.kexbench.core.exchange;

/** What an exchange gives and asks for, as far as it is yes or no. */
public enum Trait {
  /** Recordings stay closed to whoever later takes all long-term secrets of both sides. */
  FORWARD_SECRET("forward secret"),
  /** The server learns which client it is, and that it knows its secret. */
  AUTHENTICATES_CLIENT("client authenticated"),
  /** The server shows a certificate. */
  SHOWS_CERTIFICATE("certificate"),
  /** Whoever only listens cannot test guesses of the client's secret on what it has heard. */
  DICTIONARY_SAFE("dictionary-safe"),
  /** A quantum computer that comes later opens no recording. */
  POST_QUANTUM("post-quantum"),
  /** A connection carries one exchange, and no other behind it. */
  ONCE_A_CONNECTION("one a connection");

  private final String label;

  Trait(String label) {
    this.label = label;
  }

  /** As tables head it. */
  public String label() {
    return label;
  }
}
