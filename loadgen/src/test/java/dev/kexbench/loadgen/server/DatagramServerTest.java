package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A datagram server, with clients that finish, leave or fall silent. */
class DatagramServerTest {
  private static final Duration LONG = Eventually.PATIENCE;
  private static final Duration SHORT = Duration.ofMillis(100);

  private final DatagramClientSide side = TestDatagrams.clientSide();

  /** A handshake of a client that sends so many datagrams after the server's first answer. */
  private List<Session> connect(int port, int datagrams) throws IOException {
    List<Session> sessions = new ArrayList<>();
    try (LimitedDatagrams end = new LimitedDatagrams("127.0.0.1", port, datagrams)) {
      assertEquals(Optional.empty(), side.connect(TestExchange.CLIENTS.get(0), end, sessions::add));
    }
    return sessions;
  }

  @Test
  void aServedClientIsForgotten() throws IOException {
    try (TestDatagrams server = new TestDatagrams()) {
      assertEquals(1, connect(server.port(), LimitedDatagrams.ALL).size());
      eventually("it is forgotten", () -> server.closed(CloseCause.PEER) == 1);
      assertEquals(1, server.confirmed());
      assertEquals(0, server.open());
      assertEquals(0, server.drain(LONG));
    }
  }

  @Test
  void aSilentClientIsCutOffAtTheDeadline() {
    try (TestDatagrams server = new TestDatagrams()) {
      assertThrows(
          IOException.class, () -> connect(server.port(), LimitedDatagrams.HELLO_WITH_COOKIE));
      eventually("it has begun", () -> server.open() == 1);
      assertEquals(1, server.drain(SHORT));
      eventually("it is cut off", () -> server.closed(CloseCause.CUT_OFF) == 1);
      assertEquals(0, server.open());
    }
  }

  @Test
  void aHelloAloneLeavesNoState() {
    try (TestDatagrams server = new TestDatagrams()) {
      assertThrows(IOException.class, () -> connect(server.port(), LimitedDatagrams.HELLO));
      assertEquals(0, server.drain(LONG));
      assertEquals(0, server.open());
      assertEquals(0, server.offers());
    }
  }
}
