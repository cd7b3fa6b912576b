package dev.kexbench.loadgen;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.results.report.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of a run as its report records them: enough to run it again. */
record PlanRecord(
    String title, CoreSplit cores, Crypto crypto, ServerOptions server, TargetOptions targets) {
  Plan of(LoadPlan load, Exchange exchange, CryptoBackend backend) {
    boolean own = targets.ownServer();
    return new Plan(
        exchange.name(),
        backend.label(),
        load.openLoop() ? load.rate().getAsDouble() : null,
        load.arrivals().label(),
        load.concurrency(),
        seconds(load.duration()),
        seconds(load.warmup()),
        load.count().isPresent() ? load.count().getAsLong() : null,
        1L,
        seconds(load.timeout()),
        "inline",
        Map.of("ok", 100.0),
        load.seed(),
        load.threads(),
        cores.label(),
        own ? server.admission() : null,
        own ? null : targets.address().toString(),
        own ? crypto.pool().label() : null,
        own ? server.cryptoThreads() : null,
        own ? serverLimits() : Map.of());
  }

  private Map<String, Object> serverLimits() {
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("eventLoops", server.eventLoops());
    limits.put("queue", server.queueLimit());
    limits.put("firstFrameSeconds", seconds(server.limits().firstFrame()));
    limits.put("idleSeconds", seconds(server.limits().idle()));
    return limits;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
