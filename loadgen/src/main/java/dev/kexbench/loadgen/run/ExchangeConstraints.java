package dev.kexbench.loadgen.run;

import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.loadgen.client.DatagramTransport;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.ResumptionPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;

/** Checks whether an exchange supports what a plan asks of its clients. */
public record ExchangeConstraints(Exchange exchange) {
  /**
   * The plan adapted to this exchange: if each handshake takes a thread, the concurrency of an open
   * loop is capped by the number of threads.
   *
   * @throws CommandFailure with exit code 2 if the exchange does not support the plan
   */
  public LoadPlan fitted(LoadPlan plan) {
    check(plan);
    return plan.openLoop() && exchange instanceof DatagramExchange
        ? plan.inFlightAtMost(DatagramTransport.THREADS)
        : plan;
  }

  /**
   * Checks the plan before anything runs.
   *
   * @throws CommandFailure with exit code 2 if the exchange does not support it
   */
  public void check(LoadPlan plan) {
    ClientPlan clients = plan.clients();
    if (exchange instanceof DatagramExchange) {
      checkForThreads(plan);
    }
    if (clients.perConnection() > 1 && has(Trait.ONCE_A_CONNECTION)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--per-connection: a connection carries one handshake of %s; leave it at 1"
              .formatted(exchange.name()));
    }
    clients.returning().ifPresent(returning -> checkTickets(returning, clients));
    for (ClientClass each : clients.mix().classes()) {
      if (!isPossible(each)) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--mix: there is no %s in %s; leave it out".formatted(each.label(), exchange.name()));
      }
    }
  }

  private void checkTickets(ResumptionPlan returning, ClientPlan clients) {
    if (!(exchange instanceof StreamExchange stream && stream.resumable())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--resume: %s has no tickets to resume with; choose another exchange, or leave it out"
              .formatted(exchange.name()));
    }
    if (returning.mode().isPresent() && !stream.resumesInBothModes()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--resume-mode: %s resumes in one way only; leave it out".formatted(exchange.name()));
    }
    if (clients.mix().share(ClientClass.OK) == 0) {
      throw new CommandFailure(
          ExitCode.USAGE, "--resume needs honest clients: give --mix a share of ok");
    }
  }

  private void checkForThreads(LoadPlan plan) {
    if (!plan.openLoop() && plan.concurrency() > DatagramTransport.THREADS) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--concurrency: a handshake of %s takes a thread, and there are %d; ask for no more"
              .formatted(exchange.name(), DatagramTransport.THREADS));
    }
    if (plan.clients().prepared()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--client-crypto: there is nothing to prepare in %s; leave it at inline"
              .formatted(exchange.name()));
    }
  }

  /** Whether such a client differs from an honest one, and its outcome is observable. */
  private boolean isPossible(ClientClass kind) {
    return switch (kind) {
      case BAD_MAC, UNKNOWN_CLIENT -> hasSharedSecret() && answersAll();
      case REPLAY, BAD_ADMISSION -> !has(Trait.ONCE_A_CONNECTION);
      case GARBAGE, HALF_OPEN -> answersAll();
      case OK -> true;
    };
  }

  /** A client with a certificate is refused after it has completed a handshake of TLS 1.3. */
  private boolean hasSharedSecret() {
    return has(Trait.AUTHENTICATES_CLIENT) && !exchange.usesClientCertificates();
  }

  /** Over datagrams a server drops what does not authenticate (RFC 6347, section 4.1.2.7). */
  private boolean answersAll() {
    return exchange instanceof StreamExchange;
  }

  private boolean has(Trait trait) {
    return exchange.traits().contains(trait);
  }
}
