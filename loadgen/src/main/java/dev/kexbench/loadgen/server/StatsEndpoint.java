package dev.kexbench.loadgen.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.results.machine.CoreCounters;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.ServerStats;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The server's figures over HTTP: GET /stats (with {@code ?machine=true} also counters of its
 * cores), GET /metrics, GET /healthz, and GET /open, which costs little enough to be polled. POST
 * /ceiling measures the private-key rate first; POST /gc runs a garbage collection first.
 */
final class StatsEndpoint implements AutoCloseable {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final KexServer server;
  private final CeilingProbe probe;
  private final RequestCpu cpu = new RequestCpu();
  private Metrics metrics;
  private final AtomicReference<ServerStats.Ceiling> ceiling = new AtomicReference<>();
  private final ExecutorService probes =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "ceiling");
            thread.setDaemon(true);
            return thread;
          });

  StatsEndpoint(Vertx vertx, KexServer server, Optional<ServerSide.CostlyOperation> costly) {
    this.vertx = vertx;
    this.server = server;
    this.probe = new CeilingProbe(costly, Runtime.getRuntime().availableProcessors(), cpu);
  }

  Future<SocketAddress> listen(String host, int port) {
    return vertx
        .createHttpServer()
        .requestHandler(request -> cpu.charge(() -> answer(request)))
        .listen(port, host)
        .map(listening -> SocketAddress.inetSocketAddress(listening.actualPort(), host));
  }

  private void answer(HttpServerRequest request) {
    boolean get = request.method().equals(HttpMethod.GET);
    if (get && request.path().equals("/stats")) {
      json(request);
    } else if (get && request.path().equals("/metrics")) {
      request.response().putHeader("Content-Type", PROMETHEUS_TEXT).end(metrics().text());
    } else if (get && request.path().equals("/open")) {
      request.response().end(server.figures().open() + "\n");
    } else if (get && request.path().equals("/healthz")) {
      request.response().end("ok\n");
    } else if (request.method().equals(HttpMethod.POST) && request.path().equals("/ceiling")) {
      probes.execute(() -> cpu.charge(() -> probeFor(request)));
    } else if (request.method().equals(HttpMethod.POST) && request.path().equals("/gc")) {
      probes.execute(() -> cpu.charge(() -> collectFor(request)));
    } else {
      request
          .response()
          .setStatusCode(404)
          .end("try GET /stats, GET /open, GET /metrics, GET /healthz, POST /ceiling, POST /gc\n");
    }
  }

  /** Created on first use: most servers under test never need it. */
  private Metrics metrics() {
    metrics = metrics == null ? new Metrics(server) : metrics;
    return metrics;
  }

  private void probeFor(HttpServerRequest request) {
    try {
      ceiling.set(probe.measure().orElse(null));
      json(request);
    } catch (RuntimeException e) {
      request.response().setStatusCode(500).end("no ceiling: " + e.getMessage() + "\n");
    }
  }

  /** Collects garbage, so that the heap's footprint counts live objects only. */
  private void collectFor(HttpServerRequest request) {
    System.gc();
    json(request);
  }

  private void json(HttpServerRequest request) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(Json.toJson(snapshot(wantsMachine(request))) + "\n");
  }

  /** Whether the counters of cores and threads are asked for, which take a millisecond to read. */
  private static boolean wantsMachine(HttpServerRequest request) {
    return "machine=true".equals(request.query());
  }

  private ServerStats snapshot(boolean machine) {
    return ServerStats.builder(server.setting().exchange(), server.setting().provider())
        .uptimeNanos(ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000)
        .cpuNanos(processCpuNanos())
        .statsCpuNanos(cpu.nanos())
        .counts(server.figures().counts())
        .queue(new ServerStats.Queue(server.queueDepth(), server.queueLimit()))
        .stages(server.stages().encoded())
        .ceiling(ceiling.get())
        .footprint(footprint())
        .replayWindow(replayWindow())
        .machine(machine ? CoreCounters.read() : null)
        .build();
  }

  private ServerStats.ReplayWindow replayWindow() {
    return server
        .replayCounts()
        .map(now -> new ServerStats.ReplayWindow(now.tags(), now.capacity(), now.earlyRotations()))
        .orElse(null);
  }

  private static ServerStats.Footprint footprint() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new ServerStats.Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        system instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : null);
  }

  private static long processCpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  @Override
  public void close() {
    probes.shutdownNow();
    if (metrics != null) {
      metrics.close();
    }
  }
}
