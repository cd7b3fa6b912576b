package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.profile.Profiler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The profile of a server, as its statistics port starts and stops it. */
class StatsProfileTest {
  private static final Path FILE = Path.of("profile-server.jfr");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
  private final RunningServer server = RunningServer.of(timer -> new UnusedSide());

  private static final class UnusedSide implements ServerSide {
    @Override
    public Role accept() {
      throw new IllegalStateException("no test connects");
    }

    @Override
    public Optional<CostlyOperation> costlyOperation() {
      return Optional.empty();
    }
  }

  /** Keeps account of its steps; fails to stop if there is no folder. */
  private final class StubProfiler implements Profiler {
    @Override
    public List<ProfileEvent> events() {
      return List.of(ProfileEvent.CPU);
    }

    @Override
    public Optional<String> fallback() {
      return Optional.empty();
    }

    @Override
    public void start() {
      steps.add("start");
    }

    @Override
    public void stop(Path file) throws IOException {
      steps.add("stop " + file);
      if (!file.equals(FILE)) {
        throw new IOException("no such folder");
      }
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  private int listen(Optional<Path> file) {
    return server.listenForStats(
        StatsSettings.at("127.0.0.1", 0, Optional.empty())
            .with(file.map(each -> new ServerProfile(new StubProfiler(), each))));
  }

  private HttpResponse<String> ask(int port, String method, String path, String type)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(int port, String path)
      throws IOException, InterruptedException {
    return ask(port, "POST", path, "application/json");
  }

  @Test
  void aServerThatWasNotStartedForItHasNoProfile() throws IOException, InterruptedException {
    int port = listen(Optional.empty());
    for (String path : List.of("/profile/start", "/profile/stop")) {
      HttpResponse<String> answer = post(port, path);
      assertEquals(404, answer.statusCode());
      assertFalse(answer.body().contains("profile"), answer.body());
    }
  }

  @Test
  void startsAndStopsOnce() throws IOException, InterruptedException {
    int port = listen(Optional.of(FILE));
    assertEquals(200, post(port, "/profile/stop").statusCode());
    assertEquals(200, post(port, "/profile/start").statusCode());
    assertEquals(200, post(port, "/profile/start").statusCode());
    assertEquals(List.of("start"), steps);
    assertEquals(200, post(port, "/profile/stop").statusCode());
    assertEquals(200, post(port, "/profile/stop").statusCode());
    assertEquals(List.of("start", "stop " + FILE), steps);
  }

  @Test
  void aWebPageCannotStartIt() throws IOException, InterruptedException {
    int port = listen(Optional.of(FILE));
    assertEquals(415, ask(port, "POST", "/profile/start", "text/plain").statusCode());
    assertEquals(405, ask(port, "GET", "/profile/start", "application/json").statusCode());
    assertEquals(List.of(), steps);
  }

  @Test
  void aFileThatCannotBeWrittenIsAnAnswer() throws IOException, InterruptedException {
    int port = listen(Optional.of(Path.of("gone/profile-server.jfr")));
    post(port, "/profile/start");
    HttpResponse<String> answer = post(port, "/profile/stop");
    assertEquals(500, answer.statusCode());
    assertTrue(answer.body().contains("failed: no such folder"), answer.body());
    assertEquals(200, post(port, "/profile/stop").statusCode());
  }
}
