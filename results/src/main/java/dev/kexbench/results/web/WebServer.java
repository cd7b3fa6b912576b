package dev.kexbench.results.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.web.RequestRules.Sent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a site over HTTP until it is closed. */
public final class WebServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int LONGEST_FORM = 1 << 20;

  private final WebSite site;
  private final RequestRules rules;
  private final HttpServer server;
  private final ExecutorService threads;

  private WebServer(HttpServer server, RequestRules rules, WebSite site) {
    this.server = server;
    this.rules = rules;
    this.site = site;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "web");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts to serve.
   *
   * @param token that every change has to contain; null to refuse changes
   * @throws CommandFailure with exit code 2 if the address cannot be used
   */
  public static WebServer start(WebAddress address, String token, WebSite site) {
    // Seconds after which a client that sends or reads nothing is cut; the JDK's server has no API
    // for that, and reads them once.
    System.setProperty("sun.net.httpserver.maxReqTime", "20");
    System.setProperty("sun.net.httpserver.maxRspTime", "120");
    try {
      HttpServer server = HttpServer.create(address.socket(), 0);
      WebAddress chosen = address.at(server.getAddress().getPort());
      WebServer started = new WebServer(server, new RequestRules(chosen, token), site);
      server.setExecutor(started.threads);
      server.createContext("/", started::answer);
      server.start();
      return started;
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot listen on %s: %s; give another address, or port 0 for a free one"
              .formatted(address, refused.getMessage()),
          refused);
    }
  }

  /** The address to open. */
  public String url() {
    return "http://" + rules.address() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      WebResponse response = response(exchange);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      byte[] content = response.content().getBytes(StandardCharsets.UTF_8);
      describe(exchange.getResponseHeaders(), response);
      exchange.sendResponseHeaders(response.status(), head ? -1 : content.length);
      if (!head) {
        exchange.getResponseBody().write(content);
      }
    }
  }

  private WebResponse response(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    Sent sent =
        new Sent(
            exchange.getRequestMethod(),
            headers.getFirst("Host"),
            headers.getFirst("Origin"),
            headers.getFirst("Content-Type"));
    Optional<WebResponse> refusal = rules.refusal(sent);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    WebRequest request;
    try {
      request = request(exchange, sent);
    } catch (IllegalArgumentException malformed) {
      return WebResponse.text(400, "the request is too long or not encoded as it has to be");
    }
    return (request.change() ? rules.refusal(request) : Optional.<WebResponse>empty())
        .orElseGet(() -> answer(request));
  }

  private WebResponse answer(WebRequest request) {
    try {
      return site.answer(request);
    } catch (RuntimeException broken) {
      return WebResponse.text(500, "internal error: " + broken);
    }
  }

  private static WebRequest request(HttpExchange exchange, Sent sent) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    if (sent.reads()) {
      return WebRequest.of(false, path, exchange.getRequestURI().getRawQuery());
    }
    byte[] form = exchange.getRequestBody().readNBytes(LONGEST_FORM + 1);
    if (form.length > LONGEST_FORM) {
      throw new IllegalArgumentException("too long");
    }
    return WebRequest.of(true, path, new String(form, StandardCharsets.UTF_8));
  }

  /** No other site may read or frame what is served, and no cache keeps it. */
  private static void describe(Headers headers, WebResponse response) {
    headers.set("Content-Type", response.type());
    headers.set("Content-Security-Policy", response.policy());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
