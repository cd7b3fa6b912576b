package dev.kexbench.loadgen.target;

import dev.kexbench.loadgen.server.StatsToken;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.JvmRecorder;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Client of a server's statistics port. */
public final class StatsClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A server that has not answered a request has this part of the time for the next one. */
  private static final int DIVISOR_IF_SILENT = 30;

  private static final int OK = 200;

  private final HttpClient http = newClient();
  private final URI base;
  private final Optional<StatsToken> token;
  private final Duration patience;
  private boolean answersOpen = true;

  /** Whether the last request was not answered in its time. */
  private boolean silent;

  /** Creates a client of a server that asks for no token. */
  public StatsClient(URI base) {
    this(base, Optional.empty());
  }

  /**
   * Creates a client for a base URL such as {@code http://127.0.0.1:7444}, see {@link StatsUrl}.
   */
  public StatsClient(URI base, Optional<StatsToken> token) {
    this(base, token, ServerPatience.of(PATIENCE));
  }

  StatsClient(URI base, Optional<StatsToken> token, Duration patience) {
    this.patience = patience;
    this.base = base;
    this.token = token;
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(PATIENCE)
        .build();
  }

  public ServerStats stats() {
    return ask(http, request("/stats").GET());
  }

  /** The statistics with the counters of its cores and threads, if the server has them. */
  ServerStats withMachine() {
    return ask(http, request("/stats?machine=true").GET());
  }

  ServerStats measureCeiling() {
    return post("/ceiling");
  }

  /** The statistics after a garbage collection. */
  public ServerStats collected() {
    return post("/gc");
  }

  /** Starts the profile of a server that was started to be profiled. */
  void startProfile() {
    post("/profile/start");
  }

  /** Stops it; its file is written then. */
  void stopProfile() {
    post("/profile/stop");
  }

  /** Starts to record pauses and compilations of the server's JVM. */
  JvmReport recordJvm() {
    return jvm("/jvm", patience);
  }

  /** Its seconds, of which the first began so long ago. */
  JvmReport jvmSeconds(long ageNanos, int count) {
    return jvm("/jvm?age=%d&seconds=%d".formatted(ageNanos, count), jvmPatience());
  }

  private JvmReport jvm(String path, Duration limit) {
    HttpResponse<String> answer = send(newClient(), posted(path), limit);
    return Optional.of(answer.body())
        .filter(body -> answer.statusCode() == OK)
        .flatMap(body -> Json.fromJson(body, JvmReport.class))
        .orElseGet(() -> JvmReport.unavailable("its answer has status " + answer.statusCode()));
  }

  private HttpRequest.Builder posted(String path) {
    return request(path).header("Content-Type", "application/json").POST(BodyPublishers.noBody());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    token.ifPresent(each -> request.header("Authorization", each.header()));
    return request;
  }

  /**
   * Work, which takes its time. Over a new connection: a POST is not repeated if the server closes
   * an idle one meanwhile.
   */
  private ServerStats post(String path) {
    return ask(newClient(), posted(path), patience);
  }

  /**
   * The number of open connections. Costs the server far less than its statistics, so it can be
   * polled; an older server is asked for those.
   */
  long openConnections() {
    if (answersOpen) {
      HttpResponse<String> answer = send(http, request("/open").GET(), patience());
      answersOpen = answer.statusCode() == OK && answer.body().matches("\\d{1,18}\n");
      if (answersOpen) {
        return Long.parseLong(answer.body().trim());
      }
    }
    return stats().counts().open();
  }

  private ServerStats ask(HttpClient over, HttpRequest.Builder request) {
    return ask(over, request, patience());
  }

  private ServerStats ask(HttpClient over, HttpRequest.Builder request, Duration limit) {
    HttpResponse<String> answer = send(over, request, limit);
    if (answer.statusCode() != OK) {
      throw unreachable("status " + answer.statusCode() + ": " + answer.body(), null);
    }
    return ServerStats.parse(answer.body());
  }

  private HttpResponse<String> send(HttpClient over, HttpRequest.Builder request, Duration limit) {
    try {
      HttpRequest limited = request.timeout(limit).build();
      HttpResponse<String> answer = over.send(limited, HttpResponse.BodyHandlers.ofString());
      silent = false;
      return answer;
    } catch (IOException e) {
      silent = e instanceof HttpTimeoutException;
      throw unreachable(e.getMessage() == null ? "no answer" : e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    }
  }

  /**
   * How long a request is waited for: a stopped server, which is asked in every second of a
   * warm-up, would else cost the whole time at each.
   */
  Duration patience() {
    return orShorter(patience);
  }

  /** The same for the events of its JVM, for which the server itself waits. */
  Duration jvmPatience() {
    return orShorter(JvmRecorder.PATIENCE.plus(patience));
  }

  private Duration orShorter(Duration full) {
    return silent ? full.dividedBy(DIVISOR_IF_SILENT) : full;
  }

  private CommandFailure unreachable(String why, Exception cause) {
    return new CommandFailure(
        ExitCode.USAGE,
        "no statistics from %s (%s); check --target-stats, its token and that the server runs"
            .formatted(base, why.strip()),
        cause);
  }
}
