package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * The figures of {@code /stats} in Prometheus' text format, alongside those of the JVM: heap,
 * collectors, threads, descriptors. They are read on request; nothing is counted twice.
 */
final class Metrics implements AutoCloseable {
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collectors = new JvmGcMetrics();

  Metrics(KexServer server) {
    registry
        .config()
        .commonTags(
            "exchange", server.setting().exchange(), "provider", server.setting().provider());
    counts(server.figures());
    gauge("kexbench.queue.depth", "Queued crypto operations", server, KexServer::queueDepth);
    gauge(
        "kexbench.queue.limit", "Maximum queued crypto operations", server, KexServer::queueLimit);
    server.replayCounts().ifPresent(now -> replayWindow(server));
    server.stages().names().forEach(name -> stage(name, server.stages()));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collectors.bindTo(registry);
  }

  private void counts(ServerCounters figures) {
    counter("kexbench.connections", "Connections accepted", figures.connections);
    counter("kexbench.offers", "OFFERs read", figures.offers);
    counter("kexbench.acked", "OFFERs answered with an ACK", figures.acked);
    counter("kexbench.confirmed", "Valid CONFIRMs", figures.confirmed);
    counter("kexbench.held.back", "Rejections that were delayed", figures.delayedRejections);
    gauge("kexbench.open", "Connections open now", figures, ServerCounters::open);
    for (Reason reason : ServerCounters.REJECTED) {
      counter(
          "kexbench.rejected", Tags.of("reason", reason.label()), figures, f -> f.count(reason));
    }
    for (CloseCause cause : CloseCause.values()) {
      counter("kexbench.closed", Tags.of("cause", cause.label()), figures, f -> f.count(cause));
    }
    for (ShedReason why : ShedReason.values()) {
      counter("kexbench.shed", Tags.of("why", why.label()), figures, f -> f.count(why));
    }
  }

  private void replayWindow(KexServer server) {
    gauge(
        "kexbench.replay.tags",
        "Admission tags remembered against replays",
        server,
        each -> each.replayCounts().orElseThrow().tags());
    FunctionCounter.builder(
            "kexbench.replay.early.rotations",
            server,
            each -> each.replayCounts().orElseThrow().earlyRotations())
        .description("Parts of the replay window that were full and forgot tags early")
        .register(registry);
  }

  private void counter(String name, String description, LongAdder count) {
    FunctionCounter.builder(name, count, LongAdder::sum)
        .description(description)
        .register(registry);
  }

  private void counter(
      String name, Tags tags, ServerCounters figures, ToDoubleFunction<ServerCounters> count) {
    FunctionCounter.builder(name, figures, count).tags(tags).register(registry);
  }

  private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(description).register(registry);
  }

  /** Sum and count of a stage, and quantiles since the start. */
  private void stage(String name, StageTimings stages) {
    Tags stage = Tags.of("stage", name);
    FunctionTimer.builder(
            "kexbench.stage",
            stages,
            all -> all.count(name),
            all -> all.totalNanos(name),
            TimeUnit.NANOSECONDS)
        .tags(stage)
        .description("Server time by stage")
        .register(registry);
    for (double quantile : QUANTILES) {
      TimeGauge.builder(
              "kexbench.stage.quantile",
              stages,
              TimeUnit.NANOSECONDS,
              all -> all.atQuantile(name, quantile))
          .tags(stage.and("quantile", String.valueOf(quantile)))
          .description("Quantiles of server time by stage since the start")
          .register(registry);
    }
  }

  /** All figures in Prometheus' text format. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collectors.close();
    registry.close();
  }
}
