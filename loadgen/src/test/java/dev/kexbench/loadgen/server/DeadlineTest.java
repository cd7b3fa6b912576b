package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a connection may be silent, at each of the points where it may be. */
class DeadlineTest {
  private static final byte[] NOTHING = {};
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private static RunningServer server(Limits limits) {
    return RunningServer.kx1(Shape.INLINE.with(limits));
  }

  private static void assertClosedAsSilent(RunningServer server, Peer peer) {
    assertArrayEquals(NOTHING, peer.readToEnd());
    eventually("it is counted", () -> server.closed(CloseCause.SILENT) == 1);
    assertEquals(0, server.open());
  }

  @Test
  void closesAConnectionWithoutAWholeFirstFrame() {
    try (RunningServer server = server(new Limits(SHORT, LONG, LONG));
        Peer peer = server.connect()) {
      peer.send(new byte[] {'K', 'X', 1});
      assertClosedAsSilent(server, peer);
    }
  }

  @Test
  void closesAConnectionWhoseConfirmDoesNotCome() {
    try (RunningServer server = server(new Limits(LONG, SHORT, LONG));
        Peer peer = server.connect()) {
      peer.send(new Attempt().offer());
      peer.readFrame();
      assertClosedAsSilent(server, peer);
      assertEquals(0, server.confirmed());
    }
  }

  @Test
  void closesAConnectionThatIsIdleAfterAnExchange() {
    try (RunningServer server = server(new Limits(LONG, LONG, SHORT));
        Peer peer = server.connect()) {
      Attempt attempt = new Attempt();
      peer.send(attempt.offer());
      peer.send(attempt.confirm(peer.readFrame()));
      assertClosedAsSilent(server, peer);
      assertEquals(1, server.confirmed());
    }
  }
}
