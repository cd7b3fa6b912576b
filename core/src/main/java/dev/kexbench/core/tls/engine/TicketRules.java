package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.tls.TlsSuite;
import java.time.Duration;

/** What TLS fixes about tickets. */
final class TicketRules {
  /** The longest lifetime (RFC 8446, section 4.6.1). */
  static final Duration LONGEST = Duration.ofDays(7);

  private TicketRules() {}

  /**
   * When a ticket expires at the latest, in Unix milliseconds, where an engine does not reveal the
   * lifetime. If a server refuses it earlier, the handshake is a full one.
   */
  static long latestExpiry(ExchangeContext around) {
    return around.clockMillis().getAsLong() + LONGEST.toMillis();
  }

  /** TLS 1.3 resumes with an ephemeral key agreement, TLS 1.2 without one. */
  static void requirePossible(TlsSuite suite, Resumption resumption) {
    if (resumption.forwardSecret() && !suite.isVersion13()) {
      throw new IllegalArgumentException(
          suite.label() + " resumes without forward secrecy; TLS 1.3 resumes with it");
    }
  }
}
