package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Successful exchanges, with the crypto on the event loop and on dedicated threads. */
class HandshakeTest {
  static Stream<Shape> shapes() {
    return Stream.of(Shape.INLINE, Shape.THREADS);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void establishesASessionAndCountsEveryStep(Shape shape) {
    try (RunningServer server = RunningServer.kx1(shape);
        Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      byte[] confirm = attempt.confirm(peer.readFrame());
      assertEquals(1, server.figures().offers.sum());
      assertEquals(1, server.figures().acked.sum());
      assertEquals(0, server.confirmed(), "established before its CONFIRM");

      peer.send(confirm);
      eventually("the CONFIRM is counted", () -> server.confirmed() == 1);
      assertEquals(1, server.figures().connections.sum());
      assertEquals(1, server.open());

      peer.hangUp();
      eventually("the connection is closed", () -> server.closed(CloseCause.PEER) == 1);
      assertEquals(0, server.open());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void servesConsecutiveExchangesWithConfirmAndOfferInOneWrite(Shape shape) {
    try (RunningServer server = RunningServer.kx1(shape);
        Peer peer = server.connect()) {
      byte[] confirm = {};
      for (int i = 0; i < 5; i++) {
        OfferAttempt attempt = new OfferAttempt();
        peer.send(confirm, attempt.offer());
        confirm = attempt.confirm(peer.readFrame());
      }
      peer.send(confirm);
      eventually("five are confirmed", () -> server.confirmed() == 5);
      assertEquals(1, server.figures().connections.sum());
      assertEquals(5, server.figures().offers.sum());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void takesAnOfferByteByByte(Shape shape) {
    try (RunningServer server = RunningServer.kx1(shape);
        Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      for (byte each : attempt.offer()) {
        peer.send(new byte[] {each});
      }
      peer.send(attempt.confirm(peer.readFrame()));
      eventually("it is confirmed", () -> server.confirmed() == 1);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void continuesAfterARefusalWithTheNextOfferInTheSameWrite(Shape shape) {
    try (RunningServer server = RunningServer.kx1(shape);
        Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      byte[] wrong = new OfferAttempt().offerFlipped(OfferAttempt.C_AT + 100);
      peer.send(wrong, attempt.offer());
      assertArrayEquals(new byte[] {'K', 'X', 1, 0x7F, 1, 0, 0, 1, 1}, peer.readFrame());
      peer.send(attempt.confirm(peer.readFrame()));
      eventually("it is confirmed", () -> server.confirmed() == 1);
      assertEquals(1, server.figures().counts().rejected().get("rejected"));
    }
  }
}
