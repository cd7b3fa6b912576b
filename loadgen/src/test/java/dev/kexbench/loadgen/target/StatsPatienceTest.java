package dev.kexbench.loadgen.target;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.machine.JvmRecorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How long a server's statistics are waited for. */
class StatsPatienceTest {
  private static final Duration PATIENCE = Duration.ofMillis(900);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static StatsClient client(int port) {
    return new StatsClient(URI.create("http://127.0.0.1:" + port), Optional.empty(), PATIENCE);
  }

  private static void assertNoAnswer(StatsClient client) {
    CommandFailure failure = assertThrows(CommandFailure.class, client::openConnections);
    assertInstanceOf(HttpTimeoutException.class, failure.getCause());
  }

  @Test
  void isShorterAfterARequestWithoutAnAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, HERE)) {
      StatsClient client = client(silent.getLocalPort());
      assertEquals(PATIENCE, client.patience());
      assertEquals(JvmRecorder.PATIENCE.plus(PATIENCE), client.jvmPatience());
      assertNoAnswer(client);
      assertEquals(Duration.ofMillis(30), client.patience());
      assertEquals(Duration.ofMillis(2_030), client.jvmPatience());
      assertNoAnswer(client);
    }
  }

  @Test
  void isAsBeforeOnceTheServerAnswers() throws IOException {
    CountDownLatch stopped = new CountDownLatch(1);
    HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    server.createContext("/open", exchange -> answerAfter(stopped, exchange));
    server.start();
    try {
      StatsClient client = client(server.getAddress().getPort());
      assertNoAnswer(client);
      stopped.countDown();
      eventually("it answers", () -> answers(client));
      assertEquals(PATIENCE, client.patience());
    } finally {
      server.stop(0);
    }
  }

  private static boolean answers(StatsClient client) {
    try {
      return client.openConnections() == 7;
    } catch (CommandFailure notYet) {
      return false; // as on a busy machine
    }
  }

  private static void answerAfter(CountDownLatch stopped, HttpExchange exchange)
      throws IOException {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write("7\n".getBytes(StandardCharsets.US_ASCII));
    exchange.close();
  }
}
