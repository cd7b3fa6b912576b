package dev.kexbench.loadgen.server;

import com.sun.management.OperatingSystemMXBean;
import dev.kexbench.core.exchange.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * The figures of {@code /stats} in Prometheus' text format, alongside those of the JVM: heap,
 * collectors, threads, descriptors. They are read on request; nothing is counted twice. Counts are
 * those since the server's start and never decrease.
 */
final class Metrics implements AutoCloseable {
  /** The versions of the format that are served. */
  enum Format {
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }

    /** The one for a client that accepts these types; text if it names none, or anything else. */
    static Format accepted(String types) {
      return types != null && types.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    }
  }

  private static final double NANOS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collectors = new JvmGcMetrics();

  Metrics(KexServer server) {
    String exchange = server.setting().exchange();
    String provider = server.setting().provider();
    registry
        .config()
        .commonTags("exchange", exchange, "provider", provider)
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time")) // see cpu()
        .meterFilter(renamed("system.cpu.count", "system.cpus")); // no summary's count
    counts(server.figures());
    gauge("kexbench.queue.depth", "Queued crypto operations", server, KexServer::queueDepth);
    gauge(
        "kexbench.queue.limit", "Maximum queued crypto operations", server, KexServer::queueLimit);
    server.replayCounts().ifPresent(now -> replayWindow(server));
    server.ticketCounts().ifPresent(now -> new TicketMetrics(registry, server).register(now));
    registry
        .getPrometheusRegistry()
        .register(
            new StageHistograms(
                server.stages(), Labels.of("exchange", exchange, "provider", provider)));
    cpu();
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collectors.bindTo(registry);
  }

  private void counts(ServerCounters figures) {
    counter("kexbench.connections", "Connections accepted", figures.connections);
    counter("kexbench.offers", "OFFERs read", figures.offers);
    counter("kexbench.acked", "OFFERs answered with an ACK", figures.acked);
    counter("kexbench.confirmed", "Valid CONFIRMs", figures.confirmed);
    counter("kexbench.resumed", "Valid CONFIRMs of resumed exchanges", figures.resumed);
    counter(
        "kexbench.delayed.rejections", "Rejections that were delayed", figures.delayedRejections);
    gauge("kexbench.open.connections", "Connections open now", figures, ServerCounters::open);
    for (Reason reason : ServerCounters.REJECTED) {
      FunctionCounter.builder("kexbench.rejected", figures, f -> f.count(reason))
          .tags("reason", reason.label())
          .description("OFFERs and CONFIRMs that were rejected, by reason")
          .register(registry);
    }
    for (CloseCause cause : CloseCause.values()) {
      FunctionCounter.builder("kexbench.closed", figures, f -> f.count(cause))
          .tags("reason", cause.label())
          .description("Connections closed, by reason")
          .register(registry);
    }
    for (ShedReason reason : ShedReason.values()) {
      FunctionCounter.builder("kexbench.shed", figures, f -> f.count(reason))
          .tags("reason", reason.label())
          .description("OFFERs that were not processed because of overload, by reason")
          .register(registry);
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
        .description("Stripes of the replay window that were full and forgot tags early")
        .register(registry);
  }

  private void counter(String name, String description, LongAdder count) {
    FunctionCounter.builder(name, count, LongAdder::sum)
        .description(description)
        .register(registry);
  }

  private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(description).register(registry);
  }

  /** The CPU time in the base unit, seconds, in place of nanoseconds. */
  private void cpu() {
    new ProcessorMetrics().bindTo(registry);
    FunctionCounter.builder(
            "process.cpu",
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class),
            system -> system.getProcessCpuTime() / NANOS)
        .baseUnit("seconds")
        .description("CPU time of the process, in user and system mode")
        .register(registry);
  }

  private static MeterFilter renamed(String from, String to) {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals(from) ? id.withName(to) : id;
      }
    };
  }

  /** All figures in this format. */
  String text(Format format) {
    return registry.scrape(format.contentType());
  }

  @Override
  public void close() {
    collectors.close();
    registry.close();
  }
}
