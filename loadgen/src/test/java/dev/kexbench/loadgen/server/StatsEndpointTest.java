package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.results.report.HistogramText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatsEndpointTest {
  private final RunningServer server = RunningServer.kx1();
  private final String base = "http://127.0.0.1:" + server.listenForStats();

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Content-Type", "application/json")
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String method, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(method, path);
    assertEquals(200, answer.statusCode());
    return new ObjectMapper().readTree(answer.body());
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private void handshake() {
    try (Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      peer.send(attempt.confirm(peer.readFrame()));
      eventually("it is confirmed", () -> server.confirmed() == 1);
    }
    eventually("it is closed", () -> server.closed(CloseCause.PEER) == 1);
    assertEquals(0, server.open());
  }

  @Test
  void countersOfCoresAndThreadsAreThereIfAskedFor() throws Exception {
    assertFalse(json("GET", "/stats").has("machine"));
    JsonNode machine = json("GET", "/stats?machine=true").get("machine");
    assertEquals(Set.of("nanoTime", "times", "threads", "pressureMicros"), keys(machine));
    if (Files.isReadable(Path.of("/proc/thread-self/schedstat"))) {
      assertTrue(machine.get("threads").size() > 1, machine::toString);
    }
  }

  @Test
  void showsTheKeysThatReadersExpect() throws Exception {
    JsonNode stats = json("GET", "/stats");
    assertEquals(
        Set.of(
            "uptimeNanos",
            "cpuNanos",
            "statsCpuNanos",
            "exchange",
            "provider",
            "counts",
            "listeningSockets",
            "queue",
            "stages",
            "ceiling",
            "footprint"),
        keys(stats));
    assertEquals(1, stats.get("listeningSockets").asInt());
    JsonNode counts = stats.get("counts");
    assertEquals(
        Set.of(
            "connections",
            "open",
            "offers",
            "acked",
            "confirmed",
            "resumed",
            "delayedRejections",
            "rejected",
            "closed",
            "shed"),
        keys(counts));
    assertTrue(
        keys(counts.get("rejected"))
            .containsAll(
                Set.of(
                    "admission",
                    "stale",
                    "replayed",
                    "rejected",
                    "ticket",
                    "unsupported",
                    "unknownKey",
                    "busy")));
    assertEquals(Set.of("depth", "limit"), keys(stats.get("queue")));
    assertTrue(stats.get("ceiling").isNull());
  }

  @Test
  void countsAHandshakeAndTimesItsStages() throws Exception {
    handshake();
    JsonNode stats = json("GET", "/stats");
    assertEquals("kx1-rsa2048", stats.get("exchange").asText());
    JsonNode counts = stats.get("counts");
    for (String each : Set.of("connections", "offers", "acked", "confirmed")) {
      assertEquals(1, counts.get(each).asLong(), each);
    }
    assertEquals(0, counts.get("open").asLong());
    assertEquals(1, counts.get("closed").get("peer").asLong());
    for (String each : Set.of("privateKey", "macAndKeys")) {
      String stage = stats.get("stages").get(each).asText();
      assertEquals(1, HistogramText.decode(stage).getTotalCount(), each);
    }
  }

  @Test
  void measuresTheCeilingWhenAsked() throws Exception {
    JsonNode measured = json("POST", "/ceiling").get("ceiling");
    assertEquals(Set.of("operationsPerSecondPerCore", "operation", "cores"), keys(measured));
    assertTrue(measured.get("operationsPerSecondPerCore").asDouble() > 0);
    assertEquals(measured, json("GET", "/stats").get("ceiling"), "it is kept");
  }

  @Test
  void answersTheNumberOfOpenConnectionsAlone() throws Exception {
    assertEquals("0\n", ask("GET", "/open").body());
    Peer peer = server.connect();
    eventually("it is open", () -> server.open() == 1);
    assertEquals("1\n", ask("GET", "/open").body());
    peer.close();
    eventually("it is closed", () -> server.open() == 0);
    assertEquals("0\n", ask("GET", "/open").body());
  }

  @Test
  void countsTheCpuTimeOfItsOwnAnswers() throws Exception {
    json("GET", "/stats");
    long first = json("GET", "/stats").get("statsCpuNanos").asLong();
    assertTrue(first > 0);
    ask("POST", "/gc");
    JsonNode later = json("GET", "/stats");
    assertTrue(later.get("statsCpuNanos").asLong() > first);
    assertTrue(later.get("statsCpuNanos").asLong() < later.get("cpuNanos").asLong());
  }

  @Test
  void answersHealthChecksAndNoOtherPath() throws Exception {
    assertEquals(200, ask("GET", "/healthz").statusCode());
    assertEquals(404, ask("GET", "/").statusCode());
  }

  @Test
  void aWorkingRequestIsAPostAndTheOthersAreNot() throws Exception {
    for (String working : List.of("/ceiling", "/gc")) {
      assertEquals(405, ask("GET", working).statusCode());
      assertEquals(Optional.of("POST"), ask("PUT", working).headers().firstValue("Allow"));
    }
    assertEquals(405, ask("POST", "/stats").statusCode());
    assertEquals(405, ask("POST", "/open").statusCode());
  }

  @Test
  void reportsTheReplayWindowOfAServerWithAdmission() throws Exception {
    assertFalse(json("GET", "/stats").has("replayWindow"), "without admission there is none");
    try (RunningServer guarded = RunningServer.guarded(Duration.ofHours(1))) {
      String url = "http://127.0.0.1:" + guarded.listenForStats();
      try (Peer peer = guarded.connect()) {
        peer.send(new OfferAttempt().offer());
        peer.readFrame();
      }
      JsonNode window = new ObjectMapper().readTree(get(url + "/stats")).get("replayWindow");
      assertEquals(Set.of("tags", "capacity", "earlyRotations"), keys(window));
      assertEquals(1, window.get("tags").asLong());
      assertTrue(window.get("capacity").asLong() >= 2 * 61 * 4_369, window::toString);
      assertEquals(0, window.get("earlyRotations").asLong());
      assertTrue(get(url + "/metrics").contains("kexbench_replay_early_rotations_total{"));
    }
  }

  @Test
  void reportsTheTicketsOfAServerThatIssuesThem() throws Exception {
    assertFalse(json("GET", "/stats").has("tickets"), "without tickets there are none");
    try (RunningServer issuing = RunningServer.of(TestExchange::guardedReturningSide)) {
      String url = "http://127.0.0.1:" + issuing.listenForStats();
      JsonNode tickets = new ObjectMapper().readTree(get(url + "/stats")).get("tickets");
      assertEquals(Set.of("issued", "refused", "window"), keys(tickets));
      assertEquals(
          Set.of("unreadable", "otherClient", "expired", "binder", "used", "share"),
          keys(tickets.get("refused")));
      assertEquals(0, tickets.get("window").get("earlyRotations").asLong());
      String metrics = get(url + "/metrics");
      for (String series :
          List.of(
              "kexbench_resumed_total{",
              "kexbench_tickets_issued_total{",
              "kexbench_tickets_refused_total{",
              "reason=\"otherClient\"",
              "kexbench_tickets_used{",
              "kexbench_tickets_early_rotations_total{")) {
        assertTrue(metrics.contains(series), () -> series + " is not in\n" + metrics);
      }
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void reportsTheSameToPrometheus() throws Exception {
    handshake();
    String text = ask("GET", "/metrics").body();
    for (String series :
        List.of(
            "kexbench_connections_total{",
            "kexbench_confirmed_total{exchange=\"kx1-rsa2048\",provider=\"test\"} ",
            "kexbench_rejected_total{",
            "reason=\"busy\"",
            "reason=\"noOffer\"",
            "reason=\"overdue\"",
            "kexbench_open_connections{",
            "kexbench_queue_depth{",
            "kexbench_stage_seconds_count{",
            "kexbench_stage_seconds_bucket{",
            "jvm_memory_used_bytes{",
            "jvm_threads_live_threads{",
            "process_cpu_usage{")) {
      assertTrue(text.contains(series), () -> series + " is not in\n" + text);
    }
  }

  @Test
  void reportsItsFootprintWithoutGarbage() throws Exception {
    JsonNode footprint = json("POST", "/gc").get("footprint");
    assertEquals(Set.of("heapBytes", "threads", "descriptors"), keys(footprint));
    assertTrue(footprint.get("heapBytes").asLong() > 0);
    assertTrue(footprint.get("threads").asLong() > 1);
  }
}
