package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.loadgen.server.Limits.Patience;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long a TLS connection may take, whatever it sends meanwhile. */
class TlsDeadlineTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** A change_cipher_spec, and alerts of level warning: user_canceled and no_renegotiation. */
  private static final List<byte[]> NO_PROGRESS =
      List.of(
          new byte[] {20, 3, 3, 0, 1, 1},
          new byte[] {21, 3, 3, 0, 2, 1, 90},
          new byte[] {21, 3, 3, 0, 2, 1, 100});

  private static RunningServer server(TlsSides sides, Patience patience) {
    return new RunningServer(Shape.INLINE.with(patience), timer -> sides.server());
  }

  /** Waits for the end of the only connection; its cause if the bytes were no mistake. */
  private static void assertEnds(CloseCause cause, RunningServer server) {
    eventually(
        "it has ended",
        () -> server.closed(cause) + server.closed(CloseCause.MALFORMED) == 1,
        server.figures()::counts);
    assertEquals(1, server.figures().connections.sum());
    assertEquals(0, server.open());
  }

  static Stream<String> exchanges() {
    return Stream.of("tls12-rsa", "tls12-ecdhe-rsa", "tls12-psk", "tls13-ecdhe", "tls13-psk-dhe")
        .map(TlsEngine.BOUNCYCASTLE::named);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void wholeRecordsWithPartsOfAHelloExtendNothing(String name) {
    TlsSides sides = new TlsSides(name);
    assertClosedDespite(TlsSides.inBytes(sides.hello()), sides);
  }

  /** Sends all pieces of a hello but the last, one at a time, until the server closes. */
  private static void assertClosedDespite(byte[][] pieces, TlsSides sides) {
    try (RunningServer server = server(sides, new Patience(SHORT, LONG, LONG));
        Peer peer = server.connect()) {
      int[] next = {0};
      eventually(
          "it is closed",
          () -> {
            if (next[0] < pieces.length - 1) { // never the whole hello
              peer.sendIfOpen(pieces[next[0]++]);
            }
            return server.closed(CloseCause.NO_OFFER) == 1;
          },
          server.figures()::counts);
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void partsOfARecordExtendNothing(String name) {
    TlsSides sides = new TlsSides(name);
    byte[] hello = sides.hello();
    byte[][] bytes = new byte[hello.length][];
    Arrays.setAll(bytes, i -> new byte[] {hello[i]});
    assertClosedDespite(bytes, sides);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void recordsThatBringNoProgressExtendNothing(String name) {
    TlsSides sides = new TlsSides(name);
    for (byte[] record : NO_PROGRESS) {
      try (RunningServer server = server(sides, new Patience(LONG, SHORT, LONG));
          Peer peer = server.connect()) {
        peer.send(sides.hello());
        assertTrue(peer.readSome().length > 0, "the server's flight");
        eventually(
            "it has ended",
            () -> {
              peer.sendIfOpen(record);
              return server.open() == 0;
            });
        assertEnds(CloseCause.NO_CONFIRM, server);
      }
    }
  }
}
