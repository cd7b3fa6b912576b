package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.ServerSide;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The server's figures over HTTP/1.1: GET /stats (with {@code ?machine=true} also counters of its
 * cores), GET /metrics, GET /healthz, and GET /open, which costs little enough to be polled. POST
 * /ceiling measures the private-key rate first; POST /gc runs a garbage collection first. POST /jvm
 * records pauses and compilations of its JVM, see {@link JvmRoute}. There is one measurement or
 * collection at a time, and a measurement ends when its client disconnects.
 */
final class StatsEndpoint implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final long SWEEP_MILLIS = 250;
  private static final int MOST_LINE_BYTES = 1_024;
  private static final int MOST_HEADER_BYTES = 4_096;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FAILED = 500;

  private final Vertx vertx;
  private final KexServer server;
  private final StatsSettings settings;
  private final StatsGuard guard;
  private final StatsConnections connections;
  private final CeilingProbe probe;
  private final RequestCpu cpu = new RequestCpu();
  private final StatsSnapshot snapshot;
  private final ExclusiveWork work = new ExclusiveWork();
  private final JvmRoute jvm = new JvmRoute();
  private Metrics metrics;

  StatsEndpoint(
      Vertx vertx,
      KexServer server,
      StatsSettings settings,
      Optional<ServerSide.CostlyOperation> costly) {
    this.vertx = vertx;
    this.server = server;
    this.settings = settings;
    this.guard = new StatsGuard(settings.token(), settings.profile().isPresent());
    this.connections = new StatsConnections(settings.bounds(), System::nanoTime);
    this.probe = new CeilingProbe(costly, Runtime.getRuntime().availableProcessors(), cpu);
    this.snapshot = new StatsSnapshot(server, cpu);
  }

  Future<SocketAddress> listen() {
    vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.sweep());
    String host = settings.address().getHostAddress();
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(MOST_LINE_BYTES)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setMaxChunkSize(StatsGuard.MOST_BODY_BYTES))
        .connectionHandler(connections::accept)
        .requestHandler(request -> cpu.charge(() -> answer(request)))
        .listen(settings.port(), host)
        .map(listening -> SocketAddress.inetSocketAddress(listening.actualPort(), host));
  }

  private void answer(HttpServerRequest request) {
    Optional<StatsGuard.Refusal> refusal = guard.refusal(request);
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
      return;
    }
    switch (StatsRoute.of(request.path()).orElseThrow()) {
      case STATS -> send(request, JSON, snapshot.json(wantsMachine(request)));
      case OPEN -> send(request, "text/plain", server.figures().open() + "\n");
      case METRICS -> sendMetrics(request);
      case HEALTH -> send(request, "text/plain", "ok\n");
      case PROFILE_START -> profile(request, ServerProfile::start);
      case PROFILE_STOP -> profile(request, ServerProfile::stop);
      case CEILING -> whenWhole(request, wanted -> measured(request, wanted));
      case GC -> whenWhole(request, wanted -> collected(request, wanted));
      case JVM -> whenWhole(request, wanted -> jvm.json(request.query()));
      default -> throw new IllegalStateException(request.path());
    }
  }

  private void sendMetrics(HttpServerRequest request) {
    Metrics.Format format = Metrics.Format.accepted(request.getHeader(HttpHeaders.ACCEPT));
    send(request, format.contentType(), metrics().text(format));
  }

  /** The answer's deadline is that of the next request until the peer has taken it. */
  private void send(HttpServerRequest request, String type, String body) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .end(body)
        .onSuccess(sent -> connections.answered(request.connection()));
  }

  /** A request that is refused extends no deadline. */
  private static void refuse(HttpServerRequest request, StatsGuard.Refusal refusal) {
    HttpServerResponse response = request.response().setStatusCode(refusal.status());
    if (refusal.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    StatsRoute.of(request.path())
        .filter(route -> refusal.status() == 405)
        .ifPresent(route -> response.putHeader(HttpHeaders.ALLOW, route.method().name()));
    response
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(refusal.why() + "\n")
        .onComplete(sent -> request.connection().close());
  }

  /** What takes its time, as long as its result is wanted. */
  private interface Work {
    String json(BooleanSupplier wanted);
  }

  private void whenWhole(HttpServerRequest request, Work what) {
    request.end().onSuccess(whole -> start(request, what));
  }

  private void start(HttpServerRequest request, Work what) {
    Context loop = vertx.getOrCreateContext();
    AtomicBoolean wanted = new AtomicBoolean(true);
    request.response().closeHandler(gone -> wanted.set(false));
    if (request.response().closed()) {
      return;
    }
    connections.working(request.connection());
    AtomicReference<Runnable> answer = new AtomicReference<>();
    boolean started =
        work.start(
            () -> cpu.charge(() -> answer.set(answerOf(what, wanted::get, request))),
            () -> loop.runOnContext(now -> resume(request, answer.get())));
    if (!started) {
      StatsGuard.Refusal busy =
          new StatsGuard.Refusal(
              TOO_MANY_REQUESTS, "another measurement or collection is under way");
      resume(request, () -> refuse(request, busy));
    }
  }

  private Runnable answerOf(Work what, BooleanSupplier wanted, HttpServerRequest request) {
    try {
      String json = what.json(wanted);
      return () -> send(request, JSON, json);
    } catch (RuntimeException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      StatsGuard.Refusal failed = new StatsGuard.Refusal(FAILED, "failed: " + why.getMessage());
      return () -> refuse(request, failed);
    }
  }

  private void resume(HttpServerRequest request, Runnable then) {
    if (!request.response().closed()) {
      connections.answered(request.connection());
      then.run();
    }
  }

  private String measured(HttpServerRequest request, BooleanSupplier wanted) {
    snapshot.keep(probe.measure(wanted).orElse(null));
    return snapshot.json(wantsMachine(request));
  }

  /** Collects garbage, so that the heap's footprint counts live objects only. */
  private String collected(HttpServerRequest request, BooleanSupplier wanted) {
    if (wanted.getAsBoolean()) {
      System.gc();
    }
    return snapshot.json(wantsMachine(request));
  }

  /** Starts or stops the profile, even if the client does not wait for it. */
  private void profile(HttpServerRequest request, Consumer<ServerProfile> step) {
    whenWhole(
        request,
        wanted -> {
          settings.profile().ifPresent(step);
          return snapshot.json(wantsMachine(request));
        });
  }

  /** Created on first use: most servers under test never need it. */
  private Metrics metrics() {
    metrics = metrics == null ? new Metrics(server) : metrics;
    return metrics;
  }

  private static boolean wantsMachine(HttpServerRequest request) {
    return "machine=true".equals(request.query());
  }

  @Override
  public void close() {
    work.close();
    jvm.close();
    if (metrics != null) {
      metrics.close();
    }
  }
}
