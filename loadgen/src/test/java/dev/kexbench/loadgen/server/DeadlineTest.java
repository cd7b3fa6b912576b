package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Named.named;

import dev.kexbench.loadgen.server.Limits.Patience;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  /** Sends this again and again until the server has closed, although each is answered. */
  private static void assertRejectedFramesExtendNothing(
      CloseCause cause, RunningServer server, Peer peer, byte[] rejected) {
    eventually(
        "it is closed",
        () -> {
          peer.sendIfOpen(rejected);
          return server.closed(cause) == 1;
        },
        server.figures()::counts);
    assertEquals(0, server.open());
  }

  /** Frames that are rejected before and after the private-key operation. */
  static Stream<Named<byte[]>> rejectedFrames() {
    OfferAttempt attempt = new OfferAttempt();
    return Stream.of(
        named("an unknown version", attempt.offerWith(2, 9)),
        named("an unknown type", attempt.offerWith(3, 9)),
        named("another suite", attempt.offerWith(4, 9)),
        named("unknown flags", attempt.offerWith(5, 0x80)),
        named("an unknown key", attempt.offerFlipped(OfferAttempt.KEY_AT)),
        named("an unknown client", attempt.offerFlipped(OfferAttempt.CLIENT_AT)),
        named("a wrong secret", attempt.offerFlipped(100)));
  }

  @ParameterizedTest
  @MethodSource("rejectedFrames")
  void rejectedFramesDoNotExtendTheTimeForTheFirstOffer(byte[] rejected) {
    for (Shape shape : List.of(Shape.INLINE, Shape.THREADS)) {
      try (RunningServer server = RunningServer.kx1(shape.with(new Patience(SHORT, LONG, LONG)));
          Peer peer = server.connect()) {
        assertRejectedFramesExtendNothing(CloseCause.NO_OFFER, server, peer, rejected);
      }
    }
  }

  @Test
  void offersThatAreNotAdmittedDoNotExtendTheTimeForTheFirst() {
    byte[] stale = new OfferAttempt().offer();
    stale[stale.length - 1] ^= 1;
    try (RunningServer server = RunningServer.guarded(SHORT);
        Peer peer = server.connect()) {
      assertRejectedFramesExtendNothing(CloseCause.NO_OFFER, server, peer, stale);
    }
  }

  @ParameterizedTest
  @MethodSource("rejectedFrames")
  void rejectedFramesDoNotExtendTheTimeBetweenExchanges(byte[] rejected) {
    try (RunningServer server = server(new Patience(LONG, LONG, SHORT));
        Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      peer.send(attempt.confirm(peer.readFrame()));
      assertRejectedFramesExtendNothing(CloseCause.IDLE, server, peer, rejected);
    }
  }

  @Test
  void aRejectedFrameInsteadOfAConfirmAddsNoTime() {
    try (RunningServer server = server(new Patience(LONG, SHORT, LONG));
        Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      peer.readFrame();
      byte[] unsupported = attempt.offerWith(2, 9);
      assertRejectedFramesExtendNothing(CloseCause.NO_CONFIRM, server, peer, unsupported);
    }
  }

  /** One failed attempt after another, so that there is a task for it at every moment. */
  @Test
  void aConnectionWhoseTasksFollowOneAnotherIsClosedWhenItsTimeIsOver() {
    StubSide side = StubSide.refusing(() -> pause(SHORT));
    Shape shape = new Shape(1, 1, Shape.queueing(10)).with(new Patience(SHORT, LONG, LONG));
    try (RunningServer server = new RunningServer(shape, timer -> side);
        Peer peer = server.connect()) {
      peer.send(new byte[20_000]); // more than can be worked through while a test waits
      eventually("it is closed", () -> server.closed(CloseCause.NO_OFFER) == 1);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
