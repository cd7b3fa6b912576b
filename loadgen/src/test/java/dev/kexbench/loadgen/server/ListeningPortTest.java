package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.loadgen.server.RunningServer.Shape;
import dev.kexbench.loadgen.transport.SocketTransport;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListeningPortTest {
  private static final String HOST = "127.0.0.1";

  private static NetServer server(Vertx vertx) {
    return vertx.createNetServer().connectHandler(socket -> socket.close());
  }

  @Test
  void listenersOfATransportThatCannotShareAPortShareOneSocket() {
    Vertx vertx = Vertx.vertx();
    try {
      ListeningPort port = new ListeningPort(HOST, 0, false);
      for (int i = 0; i < 2; i++) {
        int bound = port.listen(server(vertx), vertx.getOrCreateContext()).await().actualPort();
        assertEquals(port.bound(), bound);
      }
    } finally {
      vertx.close().await();
    }
  }

  private static KexServer kexServer(SocketTransport transport, int port, int loops) {
    return new KexServer(
        new ServerSettings(
            HOST, port, transport, 0, loops, 0, Shape.queueing(8), "kx1-rsa2048", "test"),
        new StageClock());
  }

  private static int listen(KexServer server) {
    StubSide side = new StubSide(() -> {});
    return server.listen(side).toCompletionStage().toCompletableFuture().join().port();
  }

  /** Else each would get some of the connections without either noticing. */
  @ParameterizedTest
  @MethodSource("dev.kexbench.loadgen.fixture.Transports#here")
  void aSecondServerCannotListenOnThePortOfOneWithSeveralSockets(SocketTransport transport) {
    try (KexServer first = kexServer(transport, 0, 3)) {
      int port = listen(first);
      for (int loops : new int[] {1, 3}) {
        try (KexServer second = kexServer(transport, port, loops)) {
          assertThrows(CompletionException.class, () -> listen(second));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.kexbench.loadgen.fixture.Transports#here")
  void aPortThatIsFreeAgainCanBeUsedAtOnce(SocketTransport transport) {
    int port;
    try (KexServer first = kexServer(transport, 0, 2)) {
      port = listen(first);
    }
    try (KexServer second = kexServer(transport, port, 2)) {
      assertEquals(port, listen(second));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.kexbench.loadgen.fixture.Transports#here")
  void statisticsStateTheNumberOfSockets(SocketTransport transport) {
    try (KexServer one = kexServer(transport, 0, 1);
        KexServer several = kexServer(transport, 0, 3)) {
      assertEquals(1, one.listeningSockets());
      assertEquals(transport == SocketTransport.NIO ? 1 : 3, several.listeningSockets());
      assertEquals(transport.label(), several.transport());
    }
  }
}
