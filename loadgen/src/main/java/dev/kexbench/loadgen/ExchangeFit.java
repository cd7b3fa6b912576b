package dev.kexbench.loadgen;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;

/** Whether an exchange can do what a plan asks of its clients. */
record ExchangeFit(Exchange exchange) {
  /**
   * Sees to it before anything runs.
   *
   * @throws CommandFailure with exit code 2 if it cannot
   */
  void check(ClientPlan clients) {
    if (clients.perConnection() > 1 && has(Trait.ONCE_A_CONNECTION)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--per-connection: a connection carries one handshake of %s; leave it at 1"
              .formatted(exchange.name()));
    }
    for (ClientClass each : clients.mix().classes()) {
      if (!isPossible(each)) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--mix: there is no %s in %s; leave it out".formatted(each.label(), exchange.name()));
      }
    }
  }

  /**
   * Whether such a client would be another than an honest one, and its fate would tell something.
   */
  private boolean isPossible(ClientClass kind) {
    return switch (kind) {
      case BAD_MAC, UNKNOWN_CLIENT -> has(Trait.AUTHENTICATES_CLIENT);
      case REPLAY, BAD_ADMISSION -> !has(Trait.ONCE_A_CONNECTION);
      case OK, GARBAGE, HALF_OPEN -> true;
    };
  }

  private boolean has(Trait trait) {
    return exchange.traits().contains(trait);
  }
}
