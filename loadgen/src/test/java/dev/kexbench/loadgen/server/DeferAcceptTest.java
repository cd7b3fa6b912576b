package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.fixture.Transports;
import dev.kexbench.loadgen.transport.SocketTransport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the kernel hands over the connections of a server that defers accepting. */
class DeferAcceptTest {
  /** Longer than any test takes. */
  private static final int LONG_SECONDS = 3_600;

  static Stream<SocketTransport> transports() {
    return Transports.here().filter(SocketTransport::defersAccept);
  }

  private static RunningServer deferring(SocketTransport transport, int seconds) {
    return RunningServer.deferring(transport, seconds, new StubSide(() -> {}));
  }

  /** Sends a byte and reads the reply to it. */
  private static void talk(Peer peer) {
    peer.send(new byte[] {1});
    peer.read(1);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("transports")
  void aTalkingConnectionIsAcceptedAndASilentOneIsNot(SocketTransport transport) {
    try (RunningServer server = deferring(transport, LONG_SECONDS);
        Peer silent = server.connect();
        Peer talking = server.connect()) {
      talk(talking);
      // One socket accepts in the order of arrival: without the option the silent one is first.
      assertEquals(1, server.open());
      talk(silent);
      assertEquals(2, server.open());
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("transports")
  void aConnectionThatStaysSilentIsAcceptedAfterTheTime(SocketTransport transport) {
    try (RunningServer server = deferring(transport, 1);
        Peer silent = server.connect()) {
      eventually("it is accepted", () -> server.open() == 1);
      talk(silent);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.kexbench.loadgen.fixture.Transports#here")
  void withoutTheOptionASilentConnectionIsAcceptedAtOnce(SocketTransport transport) {
    try (RunningServer server = deferring(transport, 0);
        Peer silent = server.connect();
        Peer talking = server.connect()) {
      talk(talking);
      eventually("both are accepted", () -> server.open() == 2);
      talk(silent);
    }
  }
}
