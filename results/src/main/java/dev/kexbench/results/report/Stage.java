package dev.kexbench.results.report;

import java.util.Arrays;
import java.util.Optional;

/** The parts of a handshake that are timed at the client. */
public enum Stage {
  /** From the due time to ACK verified and CONFIRM written. */
  TOTAL("total"),
  /** From the actual start to ACK verified and CONFIRM written. */
  SERVICE("service"),
  /** From the due time to the actual start: the generator's own delay. */
  LAG("lag"),
  /** The client's cryptography. */
  CLIENT_CRYPTO("clientCrypto"),
  /** Connecting the socket. */
  CONNECT("connect"),
  /** From OFFER written to ACK verified. */
  EXCHANGE("exchange");

  private final String key;

  Stage(String key) {
    this.key = key;
  }

  /** Its key in files and conditions. */
  public String key() {
    return key;
  }

  static Optional<Stage> named(String key) {
    return Arrays.stream(values()).filter(stage -> stage.key.equals(key)).findFirst();
  }
}
