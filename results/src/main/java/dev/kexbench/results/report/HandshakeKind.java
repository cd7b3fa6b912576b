package dev.kexbench.results.report;

import java.util.Locale;

/** How an established handshake came about. */
public enum HandshakeKind {
  /** From the client's and the server's long-term keys. */
  FULL,
  /** From a ticket of an earlier handshake, without the server's private key. */
  RESUMED;

  /** Its key in reports, and in the tags of {@code latency.hlog}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
