package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** Why a handshake failed, as seen by the client. */
public enum FailureCause {
  REFUSED(
      "refused", "the connection was refused", "nothing listens at the target's address and port"),
  CONNECT_TIMEOUT(
      "connectTimeout",
      "no connection within the timeout",
      "the host does not exist, a firewall drops the packets, or the server's listen queue is full"),
  RESET_BEFORE_SEND("resetBeforeSend", "the connection broke before the OFFER was sent", null),
  RESET_AFTER_SEND(
      "resetAfterSend",
      "the connection broke after the OFFER was sent",
      "the server runs another exchange (-x), or is another service"),
  EXCHANGE_TIMEOUT(
      "exchangeTimeout",
      "connected, but no answer within the timeout",
      "the server is overloaded, or waits for the messages of another exchange (-x)"),
  MALFORMED(
      "malformed",
      "the answer could not be read",
      "the server runs another exchange (-x), or is another service"),
  BAD_ACK(
      "badAck",
      "the answer was not authentic",
      "the server that answers does not have the key of --server-key"),
  REJECTED(
      "rejected",
      "the server rejected the OFFER",
      "the server does not know these clients: --clients needs the credentials that"
          + " 'scripts/enroll add' wrote for it, with the admission key if it runs with"
          + " --admission; clocks must agree"),
  UNSUPPORTED(
      "unsupported",
      "the server does not speak this version or suite",
      "the server runs another exchange (-x)"),
  UNKNOWN_KEY(
      "unknownKey",
      "the server does not have the key that the OFFER names",
      "--server-key is the key of another server, or an old one"),
  BUSY(
      "busy",
      "the server was overloaded and answered BUSY",
      "the load exceeds the server's capacity: lower -R or -c"),
  CLOSED(
      "closed",
      "the server closed the connection without an answer",
      "the server runs another exchange (-x), or is another service"),
  NO_ADDRESS("noAddress", "this machine had no free local port", null),
  NO_DESCRIPTORS("noDescriptors", "this process had no free file descriptor", null),
  OTHER("other", "anything else", null);

  private final String key;
  private final String meaning;
  private final String likely;

  FailureCause(String key, String meaning, String likely) {
    this.key = key;
    this.meaning = meaning;
    this.likely = likely;
  }

  /** Its key in files. */
  @JsonValue
  public String key() {
    return key;
  }

  /** The key of its latency in files, next to those of the stages. */
  public String latencyKey() {
    return "failed." + key;
  }

  /** A short description. */
  public String meaning() {
    return meaning;
  }

  /** What is most likely wrong if most handshakes end like this; empty if the meaning states it. */
  public Optional<String> likely() {
    return Optional.ofNullable(likely);
  }
}
