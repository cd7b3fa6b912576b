package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ExchangeContext;
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
}
