package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.ServerSide;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The figures of a server's tickets in Prometheus' text format; read on request. */
final class TicketMetrics {
  private final MeterRegistry registry;
  private final KexServer server;

  TicketMetrics(MeterRegistry registry, KexServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** Registers the figures that the server has now. */
  void register(ServerSide.TicketCounts now) {
    counter("kexbench.tickets.issued", each -> each.issued())
        .description("Tickets issued")
        .register(registry);
    for (String cause : now.refused().keySet()) {
      counter("kexbench.tickets.refused", each -> each.refused().get(cause))
          .tags("reason", cause)
          .description("Tickets refused, by cause")
          .register(registry);
    }
    if (now.used().isPresent()) {
      Gauge.builder("kexbench.tickets.used", server, each -> used(each).tags())
          .description("Used tickets remembered, so that each is good once")
          .register(registry);
      counter(
              "kexbench.tickets.early.rotations",
              each -> each.used().orElseThrow().earlyRotations())
          .description("Stripes of the used tickets that were full and forgot some early")
          .register(registry);
    }
  }

  private static ServerSide.ReplayCounts used(KexServer server) {
    return server.ticketCounts().orElseThrow().used().orElseThrow();
  }

  private FunctionCounter.Builder<KexServer> counter(
      String name, ToDoubleFunction<ServerSide.TicketCounts> count) {
    return FunctionCounter.builder(
        name, server, each -> count.applyAsDouble(each.ticketCounts().orElseThrow()));
  }
}
