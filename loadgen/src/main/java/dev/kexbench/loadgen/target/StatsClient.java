package dev.kexbench.loadgen.target;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Client of a server's statistics port. */
public final class StatsClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI base;

  /**
   * Creates a client for a base URL such as {@code http://127.0.0.1:7444}.
   *
   * @throws CommandFailure with exit code 2 if it is not such a URL
   */
  public StatsClient(URI base) {
    if (!"http".equals(base.getScheme()) || base.getHost() == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--target-stats: expected a URL such as http://127.0.0.1:7444, was '%s'".formatted(base));
    }
    this.base = base;
  }

  public ServerStats stats() {
    return ask(HttpRequest.newBuilder(base.resolve("/stats")).GET());
  }

  ServerStats measureCeiling() {
    return ask(HttpRequest.newBuilder(base.resolve("/ceiling")).POST(BodyPublishers.noBody()));
  }

  /** The statistics after a garbage collection. */
  ServerStats collected() {
    return ask(HttpRequest.newBuilder(base.resolve("/gc")).POST(BodyPublishers.noBody()));
  }

  private ServerStats ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw unreachable("status " + answer.statusCode() + ": " + answer.body(), null);
      }
      return ServerStats.parse(answer.body());
    } catch (IOException e) {
      throw unreachable(e.getMessage() == null ? "no answer" : e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    }
  }

  private CommandFailure unreachable(String why, Exception cause) {
    return new CommandFailure(
        ExitCode.USAGE,
        "no statistics from %s (%s); check --target-stats and that the server runs"
            .formatted(base, why),
        cause);
  }
}
