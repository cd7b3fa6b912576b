package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.Limits.FailedAttempts;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guesses at the password of kx1-spake2plus, which show in the confirmation, are limited as guesses
 * at a KX1 secret are.
 */
class PasswordGuessingTest {
  private static final Duration HOLD = Duration.ofMillis(150);
  private static final int BURST = 3;
  private static final ClientCredentials ALICE = TestExchange.CLIENTS.get(0);

  private static final int ACK_BYTES = 8 + 65 + 32 + 32;
  private static final byte[] REJECT = {'K', 'X', 1, 0x7F, 0x31, 0, 0, 1, 1};
  private static final byte[] WRONG_CONFIRM =
      Arrays.copyOf(new byte[] {'K', 'X', 1, 3, 0x31, 0, 0, 32}, 8 + 32);

  private final TlsSides sides = new TlsSides("kx1-spake2plus");

  /** Inline and on crypto threads. */
  static Stream<Shape> shapes() {
    return Stream.of(Shape.INLINE, Shape.THREADS);
  }

  private RunningServer strict(Shape shape) {
    // A token is added once a minute, longer than any test runs.
    return new RunningServer(
        shape.with(new FailedAttempts(BURST, 1, HOLD)), timer -> sides.server());
  }

  /** What the server sends to a client with a wrong password that confirms all the same. */
  private byte[] guess(RunningServer server, ClientId id) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try (Peer peer = server.connect()) {
      received.writeBytes(confirmed(peer, id));
      for (byte[] more = peer.readSome(); more.length > 0; more = peer.readSome()) {
        received.writeBytes(more);
      }
    }
    return received.toByteArray();
  }

  /** Sends an OFFER with a wrong password and a CONFIRM, and returns the ACK between the two. */
  private byte[] confirmed(Peer peer, ClientId id) {
    ClientCredentials wrong = new ClientCredentials(id, new byte[32], Optional.empty(), "guess");
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    peer.sendIfOpen(((Step.Send) sides.open(wrong).start()).bytes());
    while (received.size() < ACK_BYTES) {
      received.writeBytes(peer.readSome());
    }
    peer.sendIfOpen(WRONG_CONFIRM);
    return received.toByteArray();
  }

  private static long delayed(RunningServer server) {
    return server.figures().counts().delayedRejections();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void rejectionsAreDelayedAfterTooManyGuesses(Shape shape) {
    for (ClientId id : new ClientId[] {ALICE.id(), ClientId.ofName("nobody")}) {
      try (RunningServer server = strict(shape)) {
        for (int i = 0; i < BURST; i++) {
          byte[] received = guess(server, id);
          assertEquals(ACK_BYTES + REJECT.length, received.length);
          assertArrayEquals(REJECT, Arrays.copyOfRange(received, ACK_BYTES, received.length));
        }
        assertEquals(0, delayed(server));
        long start = System.nanoTime();
        guess(server, id);
        assertTrue(System.nanoTime() - start >= HOLD.toNanos(), "the rejection comes later");
        assertEquals(1, delayed(server));
        eventually("all are closed", () -> server.closed(CloseCause.BAD_CONFIRM) == BURST + 1);
        assertEquals(BURST + 1, server.figures().counts().rejected().get("badConfirm"));
        assertEquals(0, server.confirmed());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aClientWithThePasswordIsServedRegardlessOfGuesses(Shape shape) {
    try (RunningServer server = strict(shape)) {
      for (int i = 0; i < 2 * BURST; i++) {
        guess(server, ALICE.id());
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
  @MethodSource("shapes")
  void aGuessCountsAlthoughItsClientClosesRightAfterIt(Shape shape) {
    try (RunningServer server = strict(shape)) {
      try (Peer peer = server.connect()) {
        confirmed(peer, ALICE.id());
      }
      eventually(
          "it is counted",
          () -> server.figures().counts().rejected().getOrDefault("badConfirm", 0L) == 1);
      assertEquals(0, server.figures().count(ShedReason.ABANDONED));
    }
  }
}
