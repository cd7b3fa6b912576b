package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.Limits.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long a DTLS handshake and its closing may take, whatever the peer sends meanwhile. */
class DatagramDeadlineTest {
  private static final String HOST = "127.0.0.1";
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final DatagramClientSide side = TestDatagrams.clientSide();

  private static TestDatagrams server() {
    Patience patience = new Patience(LONG, SHORT, LONG);
    return new TestDatagrams(RunningServer.Shape.INLINE.with(patience).limits(), each -> each);
  }

  /** Datagrams that bring a handshake no further: records of epoch 0, of epoch 1, and no record. */
  static List<byte[]> noProgress() {
    byte[] changeCipherSpec = {20, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 1, 1};
    byte[] unreadable = {23, -2, -3, 0, 1, 0, 0, 0, 0, 0, 9, 0, 4, 1, 2, 3, 4};
    byte[] warning = {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 1, 90};
    return List.of(changeCipherSpec, unreadable, warning, new byte[] {22});
  }

  private LimitedDatagrams begun(TestDatagrams server) throws IOException {
    LimitedDatagrams end =
        new LimitedDatagrams(HOST, server.port(), LimitedDatagrams.HELLO_WITH_COOKIE);
    assertThrows(
        IOException.class, () -> side.connect(TestExchange.CLIENTS.get(0), end, session -> {}));
    eventually("it has begun", () -> server.offers() == 1);
    return end;
  }

  @Test
  void aSilentPeerIsDroppedWhenTheTimeOfTheHandshakeIsOver() throws IOException {
    try (TestDatagrams server = server()) {
      LimitedDatagrams end = begun(server);
      eventually("it is dropped", () -> server.closed(CloseCause.NO_CONFIRM) == 1);
      assertEquals(0, server.open());
      end.close();
    }
  }

  @ParameterizedTest
  @MethodSource("noProgress")
  void aSlowPeerIsDroppedWhenTheTimeOfTheHandshakeIsOver(byte[] datagram) throws IOException {
    try (TestDatagrams server = server();
        LimitedDatagrams end = begun(server)) {
      eventually(
          "it is dropped",
          () -> {
            end.sendAnyway(datagram);
            return server.open() == 0;
          });
      assertEquals(0, server.closed(CloseCause.FAILURE));
      assertEquals(0, server.confirmed());
    }
  }

  /** A client that has the keys, and does not send the closing alert. */
  private LimitedDatagrams connected(TestDatagrams server) throws IOException {
    LimitedDatagrams end = new LimitedDatagrams(HOST, server.port(), LimitedDatagrams.ALL);
    side.connect(
        TestExchange.CLIENTS.get(0),
        end,
        session -> {
          session.close();
          end.fallSilent();
        });
    eventually("it is confirmed", () -> server.confirmed() == 1);
    return end;
  }

  @Test
  void aSilentPeerIsForgottenWhenTheTimeOfTheClosingIsOver() throws IOException {
    try (TestDatagrams server = new TestDatagrams()) {
      LimitedDatagrams end = connected(server);
      eventually("it is forgotten", () -> server.closed(CloseCause.PEER) == 1);
      assertEquals(0, server.open());
      end.close();
    }
  }

  @ParameterizedTest
  @MethodSource("noProgress")
  void aSlowPeerIsForgottenWhenTheTimeOfTheClosingIsOver(byte[] datagram) throws IOException {
    try (TestDatagrams server = new TestDatagrams();
        LimitedDatagrams end = connected(server)) {
      eventually(
          "it is forgotten",
          () -> {
            end.sendAnyway(datagram);
            return server.open() == 0;
          });
      assertEquals(0, server.closed(CloseCause.FAILURE));
    }
  }
}
