package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.Limits.FailedAttempts;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Guesses at a pre-shared key are limited as guesses at a KX1 secret are. */
class TlsGuessingTest {
  private static final Duration HOLD = Duration.ofMillis(150);
  private static final int BURST = 3;
  private static final ClientCredentials ALICE = TestExchange.CLIENTS.get(0);

  /** The name of each exchange with pre-shared keys, inline and on crypto threads. */
  static Stream<Arguments> exchanges() {
    return Stream.of(
            "tls12-psk", "tls12-dhe-psk", "tls12-ecdhe-psk", "tls12-rsa-psk", "tls13-psk-dhe")
        .flatMap(
            name -> Stream.of(Shape.INLINE, Shape.THREADS).map(shape -> Arguments.of(name, shape)));
  }

  private static RunningServer strict(Shape shape, TlsSides sides) {
    // A token is added once a minute, longer than any test runs.
    return new RunningServer(
        shape.with(new FailedAttempts(BURST, 1, HOLD)), timer -> sides.server());
  }

  private static ClientCredentials guess(ClientId id) {
    return new ClientCredentials(id, new byte[32], Optional.empty(), "guess");
  }

  private static byte[] refused(RunningServer server, TlsSides sides, ClientId id) {
    try (Peer peer = server.connect()) {
      return sides.talk(peer, guess(id));
    }
  }

  private static long delayed(RunningServer server) {
    return server.figures().counts().delayedRejections();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void rejectionsAreDelayedAfterTooManyGuesses(String name, Shape shape) {
    TlsSides sides = new TlsSides(name);
    for (ClientId id : new ClientId[] {ALICE.id(), ClientId.ofName("nobody")}) {
      try (RunningServer server = strict(shape, sides)) {
        for (int i = 0; i < BURST; i++) {
          refused(server, sides, id);
        }
        eventually("all are closed", () -> server.open() == 0);
        assertEquals(0, delayed(server));
        long start = System.nanoTime();
        refused(server, sides, id);
        assertTrue(System.nanoTime() - start >= HOLD.toNanos(), "the alert comes later");
        assertEquals(1, delayed(server));
        assertEquals(BURST + 1, server.figures().counts().rejected().get("rejected"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aClientWithTheKeyIsServedRegardlessOfGuesses(String name, Shape shape) {
    TlsSides sides = new TlsSides(name);
    try (RunningServer server = strict(shape, sides)) {
      for (int i = 0; i < 2 * BURST; i++) {
        refused(server, sides, ALICE.id());
      }
      assertEquals(BURST, delayed(server));
      try (Peer peer = server.connect()) {
        sides.talk(peer, ALICE);
        eventually("it is served", () -> server.confirmed() == 1);
      }
      assertEquals(BURST, delayed(server), "and was not delayed");
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void anUnknownIdentityIsAnsweredAsAWrongKeyIs(String name, Shape shape) {
    TlsSides sides = new TlsSides(name);
    try (RunningServer server = strict(shape, sides)) {
      byte[] wrong = refused(server, sides, ALICE.id());
      byte[] unknown = refused(server, sides, ClientId.ofName("nobody"));
      assertEquals(wrong.length, unknown.length);
      int alert = 7; // header and description
      assertArrayEquals(last(alert, wrong), last(alert, unknown));
    }
  }

  private static byte[] last(int length, byte[] bytes) {
    return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
  }
}
