package dev.kexbench.loadgen.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsClientTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
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
    return new StatsClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
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
}
