package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.server.Limits.Patience;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a connection may be silent in each state. */
class DeadlineTest {
  private static final byte[] NOTHING = {};
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private static RunningServer server(Patience patience) {
    return RunningServer.kx1(Shape.INLINE.with(patience));
  }

  private static void assertClosedFor(CloseCause cause, RunningServer server, Peer peer) {
    assertArrayEquals(NOTHING, peer.readToEnd());
    eventually("it is counted", () -> server.closed(cause) == 1);
    assertEquals(0, server.open());
  }

  @Test
  void closesAConnectionWithoutACompleteFirstFrame() {
    try (RunningServer server = server(new Patience(SHORT, LONG, LONG));
        Peer peer = server.connect()) {
      peer.send(new byte[] {'K', 'X', 1});
      assertClosedFor(CloseCause.NO_OFFER, server, peer);
    }
  }

  @Test
  void closesAConnectionWithoutAConfirm() {
    try (RunningServer server = server(new Patience(LONG, SHORT, LONG));
        Peer peer = server.connect()) {
      peer.send(new OfferAttempt().offer());
      peer.readFrame();
      assertClosedFor(CloseCause.NO_CONFIRM, server, peer);
      assertEquals(0, server.confirmed());
    }
  }

  @Test
  void closesAConnectionThatIsIdleAfterAnExchange() {
    try (RunningServer server = server(new Patience(LONG, LONG, SHORT));
        Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      peer.send(attempt.confirm(peer.readFrame()));
      assertClosedFor(CloseCause.IDLE, server, peer);
      assertEquals(1, server.confirmed());
    }
  }
}
