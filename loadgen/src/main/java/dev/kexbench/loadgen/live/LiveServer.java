package dev.kexbench.loadgen.live;

import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.transport.EventLoops;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves a page that changes over HTTP/1.1: GET / is the page, GET /events its frames as
 * server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Each frame
 * is complete, so a viewer that has not taken one yet does without the next.
 */
final class LiveServer implements AutoCloseable {
  /** How long closing may take. */
  private static final int PATIENCE_SECONDS = 2;

  /** How long the end waits for viewers of whom none takes a part of the last frame. */
  private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How long it waits in all, however slowly they take it. */
  private static final long LAST_FRAME_NANOS = TimeUnit.SECONDS.toNanos(60);

  static final int MOST_VIEWERS = 32;

  private static final int MOST_LINE_BYTES = 1_024;
  private static final int MOST_HEADER_BYTES = 16_384; // browsers send the cookies of other ports
  private static final int MOST_UNSENT_BYTES = 65_536;
  private static final int UNAVAILABLE = 503;

  /** A page that was loaded connects within this time. */
  private static final long LOADING_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Vertx vertx = EventLoops.start(1, SocketTransport.byDefault());
  private final LiveGuard guard;
  private final Supplier<CompletableFuture<String>> page;

  /** Used by the event loop only. */
  private final Set<HttpServerResponse> viewers = new LinkedHashSet<>();

  private volatile int watching;
  private volatile int mostViewers;
  private volatile long lastLoadedNanos = System.nanoTime() - LOADING_NANOS;
  private HostPort address;

  private LiveServer(LiveGuard guard, Supplier<CompletableFuture<String>> page) {
    this.guard = guard;
    this.page = page;
  }

  /**
   * Starts it.
   *
   * @param page makes the page as it is now
   * @throws CommandFailure with exit code 2 if the address cannot be listened on
   */
  static LiveServer start(
      HostPort address, Supplier<CompletableFuture<String>> page, Optional<String> freeCores) {
    LiveServer server = new LiveServer(new LiveGuard(address), page);
    try {
      server.listen(address);
    } catch (CompletionException e) {
      server.close();
      throw new CommandFailure(
          ExitCode.USAGE,
          "--live %s: cannot listen: %s; choose another address, or port 0 for any free one"
              .formatted(address, e.getCause().getMessage()),
          e);
    }
    server.vertx.runOnContext(loop -> LowPriority.ofThisThread(freeCores));
    return server;
  }

  private void listen(HostPort at) {
    HttpServer http =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(MOST_LINE_BYTES)
                    .setMaxHeaderSize(MOST_HEADER_BYTES))
            .requestHandler(this::answer)
            .listen(at.port(), at.host())
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    address = new HostPort(at.host(), http.actualPort());
  }

  HostPort address() {
    return address;
  }

  /** Whether to make a frame of this second: there is a viewer, or will be soon. */
  boolean isWatched() {
    return watching > 0 || System.nanoTime() - lastLoadedNanos < LOADING_NANOS;
  }

  int viewers() {
    return watching;
  }

  int mostViewers() {
    return mostViewers;
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.putHeader("X-Content-Type-Options", "nosniff");
    Optional<LiveGuard.Refusal> refusal = guard.refusal(request);
    if (refusal.isPresent()) {
      refuse(response, refusal.get());
    } else if (request.path().equals(LiveGuard.PAGE)) {
      sendPage(response);
    } else if (viewers.size() >= MOST_VIEWERS) {
      refuse(response, new LiveGuard.Refusal(UNAVAILABLE, "there are too many viewers"));
    } else {
      addViewer(response);
    }
  }

  private static void refuse(HttpServerResponse response, LiveGuard.Refusal refusal) {
    response
        .setStatusCode(refusal.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(refusal.why() + "\n");
  }

  private void sendPage(HttpServerResponse response) {
    lastLoadedNanos = System.nanoTime();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", POLICY);
    Future.fromCompletionStage(page.get(), vertx.getOrCreateContext())
        .onSuccess(response::end)
        .onFailure(
            why -> refuse(response, new LiveGuard.Refusal(500, "the page cannot be made: " + why)));
  }

  private void addViewer(HttpServerResponse response) {
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MOST_UNSENT_BYTES)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .exceptionHandler(gone -> remove(response))
        .closeHandler(gone -> remove(response))
        .writeHead();
    viewers.add(response);
    watching = viewers.size();
    mostViewers = Math.max(mostViewers, watching);
  }

  private void remove(HttpServerResponse response) {
    viewers.remove(response);
    watching = viewers.size();
  }

  private static String event(String name, String frame) {
    return "event: " + name + "\ndata: " + frame + "\n\n";
  }

  /** Sends a frame, a line of JSON, to all viewers that have taken the one before. */
  void send(String frame) {
    String event = event("frame", frame);
    vertx.runOnContext(
        loop ->
            viewers.stream()
                .filter(viewer -> !viewer.writeQueueFull())
                .forEach(viewer -> viewer.write(event)));
  }

  /**
   * Sends the last frame to all viewers, and ends their streams. Complete when all have it, or when
   * those who have not stand still or take longer than a minute.
   */
  CompletableFuture<Void> end(String frame) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    vertx.runOnContext(loop -> new LastFrame(event("end", frame), done).send());
    return done;
  }

  /** The last frame on its way, in parts, each of which shows that its viewer takes them. */
  private final class LastFrame {
    private final Buffer event;
    private final CompletableFuture<Void> done;
    private final long endNanos = System.nanoTime() + LAST_FRAME_NANOS;
    private long lastProgressNanos = System.nanoTime();

    private LastFrame(String event, CompletableFuture<Void> done) {
      this.event = Buffer.buffer(event);
      this.done = done;
    }

    private void send() {
      List<Future<Void>> all =
          List.copyOf(viewers).stream().map(each -> sendFrom(0, each)).toList();
      Future.join(all).onComplete(sent -> done.complete(null));
      await();
    }

    private Future<Void> sendFrom(int begin, HttpServerResponse viewer) {
      lastProgressNanos = System.nanoTime();
      int end = Math.min(begin + MOST_UNSENT_BYTES, event.length());
      Buffer part = event.slice(begin, end);
      return end == event.length()
          ? viewer.end(part)
          : viewer.write(part).compose(taken -> sendFrom(end, viewer));
    }

    /**
     * On the event loop: while that has no CPU time, viewers are not regarded as standing still.
     */
    private void await() {
      long nowNanos = System.nanoTime();
      long leftNanos =
          Math.min(STANDSTILL_NANOS - (nowNanos - lastProgressNanos), endNanos - nowNanos);
      if (leftNanos <= 0) {
        done.complete(null);
      } else if (!done.isDone()) {
        vertx.setTimer(1 + TimeUnit.NANOSECONDS.toMillis(leftNanos), timer -> await());
      }
    }
  }

  @Override
  public void close() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
