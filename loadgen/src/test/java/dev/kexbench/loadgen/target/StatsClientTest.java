package dev.kexbench.loadgen.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kexbench.loadgen.server.StatsToken;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsClientTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> headers = new ConcurrentHashMap<>();
  private HttpServer server;
  private boolean older;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    headers.putAll(exchange.getRequestHeaders());
    ServerCounts counts = ServerCounts.builder().open(7).build();
    String text =
        path.equals("/open")
            ? "5\n"
            : Json.toJson(ServerStats.builder("kx1-rsa2048", "test").counts(counts).build());
    boolean unknown = older && path.equals("/open");
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(unknown ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private StatsClient client() {
    return new StatsClient(url());
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void pollsOpenConnectionsWithoutStatistics() {
    StatsClient client = client();
    assertEquals(5, client.openConnections());
    assertEquals(5, client.openConnections());
    assertEquals(List.of("/open", "/open"), asked);
  }

  @Test
  void anOlderServerIsAskedForItsStatistics() {
    older = true;
    StatsClient client = client();
    assertEquals(7, client.openConnections());
    assertEquals(7, client.openConnections());
    assertEquals(List.of("/open", "/stats", "/stats"), asked);
  }

  @Test
  void presentsItsTokenWithEveryRequestAndSendsWorkAsJson() {
    String token = "a-token-of-this-test";
    StatsClient client = new StatsClient(url(), Optional.of(new StatsToken(token)));
    client.stats();
    assertEquals(List.of("Bearer " + token), headers.get("Authorization"));
    assertFalse(headers.containsKey("Upgrade"), "no HTTP/2");
    headers.clear();
    client.collected();
    assertEquals(List.of("Bearer " + token), headers.get("Authorization"));
    assertEquals(List.of("application/json"), headers.get("Content-type"));
    assertEquals(List.of("/stats", "/gc"), asked);
  }
}
