package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Retry;
import dev.kexbench.loadgen.server.Limits.FailedAttempts;
import dev.kexbench.loadgen.server.Limits.QueueLimit;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits that a server sets for its clients. */
class LimitsTest {
  private static final byte[] ONE = {1};
  private static final byte[] DONE = {StubSide.DONE};
  private static final byte[] SHED = {StubSide.SHED};
  private static final byte[] REJECTED = {'K', 'X', 1, 0x7F, 1, 0, 0, 1, 1};

  /** Long enough for a task to start at once most of the time, and short enough to wait for. */
  private static final Duration QUEUE_AGE = Duration.ofMillis(300);

  private static final Duration HOLD = Duration.ofMillis(150);

  @Test
  void closesConnectionsBeyondTheLimitUntilOneEnds() {
    StubSide side = new StubSide(() -> {});
    try (RunningServer server = new RunningServer(Shape.INLINE.withConnections(2), timer -> side);
        Peer first = server.connect();
        Peer second = server.connect()) {
      eventually("two are open", () -> server.open() == 2);
      try (Peer third = server.connect()) {
        assertArrayEquals(new byte[0], third.readToEnd());
      }
      eventually("the third is counted", () -> server.closed(CloseCause.LIMIT) == 1);
      assertEquals(2, server.open());
      second.send(ONE);
      assertArrayEquals(DONE, second.read(1), "the others are served on");
      first.hangUp();
      eventually("one has gone", () -> server.open() == 1);
      try (Peer fourth = server.connect()) {
        fourth.send(ONE);
        assertArrayEquals(DONE, fourth.read(1));
      }
    }
  }

  private static Shape hurried(Shape shape) {
    return shape.with(new QueueLimit(100, QUEUE_AGE));
  }

  private static long overdue(RunningServer server) {
    return server.figures().count(ShedReason.OVERDUE);
  }

  /**
   * Sends a task that runs at once, and waits until it holds the gate. After a stall of the machine
   * it may be overdue itself, and is sent again.
   */
  private static void holdGate(RunningServer server, StubSide.Gate gate, Peer by) {
    assertTrue(Retry.until(runs -> runs, () -> runs(server, gate, by)), "each was overdue");
    gate.awaitBegun();
  }

  /** Sends a task; false if it was overdue, and answered so. */
  private static boolean runs(RunningServer server, StubSide.Gate gate, Peer by) {
    long before = overdue(server);
    by.send(ONE);
    eventually("it runs", () -> gate.hasBegun() || overdue(server) > before);
    boolean runs = gate.hasBegun();
    if (!runs) {
      assertArrayEquals(SHED, by.read(1));
    }
    return runs;
  }

  /** Waits until every task is overdue that is queued now. */
  private static void awaitQueueAge() {
    long since = System.nanoTime();
    eventually("it is over", () -> System.nanoTime() - since > 2 * QUEUE_AGE.toNanos());
  }

  @Test
  void answersBusyToATaskQueuedForTooLongForACryptoThread() {
    StubSide.Gate gate = new StubSide.Gate();
    Shape oneThread = hurried(new Shape(1, 1, Shape.queueing(1)));
    try (RunningServer server = new RunningServer(oneThread, timer -> new StubSide(gate));
        Peer first = server.connect();
        Peer second = server.connect()) {
      holdGate(server, gate, first);
      long before = overdue(server);
      second.send(ONE);
      eventually("it is queued", () -> server.queued() == 1);
      awaitQueueAge();
      gate.let(1);
      assertArrayEquals(DONE, first.read(1));
      assertArrayEquals(SHED, second.read(1));
      assertEquals(1, overdue(server) - before);
    }
  }

  @Test
  void answersBusyToATaskQueuedForTooLongOnTheEventLoop() {
    StubSide.Gate gate = new StubSide.Gate();
    Shape inline = hurried(Shape.INLINE);
    try (RunningServer server = new RunningServer(inline, timer -> new StubSide(gate));
        Peer first = server.connect();
        Peer second = server.connect();
        Peer third = server.connect()) {
      eventually("all are open", () -> server.open() == 3);
      List<Peer> peers = List.of(first, second, third);
      assertTrue(
          Retry.until(oneRan -> oneRan, () -> queueTwo(server, gate, peers)),
          "both were overdue each time");
    }
  }

  /**
   * The first peer's task keeps the loop busy until it reads those of the other two together. False
   * if both of these were overdue after a stall of the machine.
   */
  private static boolean queueTwo(RunningServer server, StubSide.Gate gate, List<Peer> peers) {
    holdGate(server, gate, peers.get(0));
    long before = overdue(server);
    peers.get(1).send(ONE);
    peers.get(2).send(ONE);
    gate.let(1);
    assertArrayEquals(DONE, peers.get(0).read(1));
    eventually("one of the two runs", () -> gate.hasBegun() || overdue(server) == before + 2);
    boolean runs = gate.hasBegun();
    if (runs) {
      gate.awaitBegun();
      awaitQueueAge();
      gate.let(1);
    }
    int answers = peers.get(1).read(1)[0] + peers.get(2).read(1)[0];
    assertEquals((runs ? StubSide.DONE : StubSide.SHED) + StubSide.SHED, answers);
    assertEquals(runs ? 1 : 2, overdue(server) - before);
    return runs;
  }

  private static RunningServer strict() {
    // A token is added once a minute, longer than any test runs.
    return RunningServer.kx1(Shape.INLINE.with(new FailedAttempts(3, 1, HOLD)));
  }

  /** Nanoseconds until a wrong secret is refused, for the first client's id or an unknown one. */
  private static long refusedAfter(RunningServer server, int flippedByte) {
    try (Peer peer = server.connect()) {
      byte[] offer = new OfferAttempt().offerFlipped(flippedByte);
      long start = System.nanoTime();
      peer.send(offer);
      assertArrayEquals(REJECTED, peer.readFrame());
      return System.nanoTime() - start;
    }
  }

  @ParameterizedTest
  @MethodSource("flippedBytes")
  void delaysRejectionsAfterTooManyFailedAttemptsForOneClient(int flippedByte) {
    try (RunningServer server = strict()) {
      for (int i = 0; i < 3; i++) {
        refusedAfter(server, flippedByte);
      }
      assertEquals(0, server.figures().counts().delayedRejections());
      long held = refusedAfter(server, flippedByte);
      assertTrue(held >= HOLD.toNanos(), "refused after " + held + " ns");
      assertEquals(1, server.figures().counts().delayedRejections());
    }
  }

  /** A byte of a known client's ciphertext, and one of the id, which makes the client unknown. */
  static Stream<Integer> flippedBytes() {
    return Stream.of(100, OfferAttempt.CLIENT_AT);
  }

  @Test
  void servesAClientRegardlessOfFailedAttemptsForItsId() {
    try (RunningServer server = strict()) {
      for (int i = 0; i < 6; i++) {
        refusedAfter(server, 100);
      }
      assertEquals(3, server.figures().counts().delayedRejections());
      try (Peer peer = server.connect()) {
        OfferAttempt attempt = new OfferAttempt();
        peer.send(attempt.offer());
        peer.send(attempt.confirm(peer.readFrame()));
        eventually("it is served", () -> server.confirmed() == 1);
      }
      assertEquals(3, server.figures().counts().delayedRejections(), "and it was not delayed");
    }
  }

  @Test
  void aClientThatLeavesDuringItsDelayLeaksNothing() {
    CountedSide counted = new CountedSide();
    Shape shape = Shape.INLINE.with(new FailedAttempts(1, 1, HOLD));
    try (RunningServer server = new RunningServer(shape, counted::kx1)) {
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Peer peer = server.connect();
        peers.add(peer);
        peer.send(new OfferAttempt().offerFlipped(100));
      }
      eventually("all but one are held", () -> server.figures().counts().delayedRejections() == 19);
      peers.forEach(Peer::close);
      eventually("all have gone", () -> server.open() == 0);
      counted.assertNothingIsLeaked();
    }
  }
}
