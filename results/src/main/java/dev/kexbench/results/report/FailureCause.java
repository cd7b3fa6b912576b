package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a handshake failed, as seen by the client. */
public enum FailureCause {
  REFUSED("refused", "the connection was refused"),
  CONNECT_TIMEOUT("connectTimeout", "no connection within the timeout"),
  RESET_BEFORE_SEND("resetBeforeSend", "the connection broke before the OFFER was sent"),
  RESET_AFTER_SEND("resetAfterSend", "the connection broke after the OFFER was sent"),
  EXCHANGE_TIMEOUT("exchangeTimeout", "connected, but no answer within the timeout"),
  MALFORMED("malformed", "the answer could not be read"),
  BAD_ACK("badAck", "the answer was not authentic"),
  REJECTED("rejected", "the server rejected the OFFER"),
  UNSUPPORTED("unsupported", "the server does not speak this version or suite"),
  UNKNOWN_KEY("unknownKey", "the server does not have the key that the OFFER names"),
  BUSY("busy", "the server was overloaded and answered BUSY"),
  CLOSED("closed", "the server closed the connection without an answer"),
  NO_ADDRESS("noAddress", "this machine had no free local port"),
  NO_DESCRIPTORS("noDescriptors", "this process had no free file descriptor"),
  OTHER("other", "anything else");

  private final String key;
  private final String meaning;

  FailureCause(String key, String meaning) {
    this.key = key;
    this.meaning = meaning;
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
}
