package dev.kexbench.bench.suite;

import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Ticket;
import java.time.Duration;
import java.util.Optional;

/** How a client returns with a ticket. */
public enum ResumptionKind {
  /** With the ticket's secret alone, where the exchange leaves the choice. */
  RESUME,
  /** With an ephemeral Diffie-Hellman agreement as well, which makes the session forward secret. */
  RESUME_DHE;

  /** Longer than a benchmark runs. */
  static final Duration LIFETIME = Duration.ofDays(1);

  Resumption with(Ticket ticket) {
    return new Resumption(Optional.of(ticket), this == RESUME_DHE);
  }
}
