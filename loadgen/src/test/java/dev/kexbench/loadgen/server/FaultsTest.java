package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.server.Limits.Patience;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Misbehaving clients, a thousand of each kind ({@code -Dfaults=10000} for more). Each of their
 * connections ends, is counted under its own cause, and leaks nothing.
 */
class FaultsTest {
  private static final int FAULTS = Integer.getInteger("faults", 1_000);

  /** How many run at the same time. */
  private static final int TOGETHER = 200;

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Shape HASTY = Shape.INLINE.with(new Patience(SHORT, SHORT, SHORT));

  /** A reply larger than the kernel's buffers; memory holds only some of them at a time. */
  private static final int UNREAD_BYTES = 5 << 20;

  private static final int READING_NOTHING_TOGETHER = 40;

  /** More than the buffers in use at one time, and less than a leak of each would be. */
  private static final long BUFFERS = 16 << 20;

  private final CountedSide counted = new CountedSide();

  /** What one client does; its socket stays open until all clients of its batch have done it. */
  private interface Fault {
    void commit(Peer peer);
  }

  private void assertEachEnds(CloseCause cause, Shape shape, Fault fault) {
    try (RunningServer server = new RunningServer(shape, counted::kx1)) {
      assertEachEnds(cause, server, fault);
    }
  }

  private void assertEachEnds(CloseCause cause, RunningServer server, Fault fault) {
    assertEachEnds(cause, server, fault, TOGETHER);
  }

  private void assertEachEnds(
      CloseCause cause, RunningServer server, Fault fault, int mostTogether) {
    long buffers = directMemory();
    for (int done = 0; done < FAULTS; done += mostTogether) {
      int together = Math.min(mostTogether, FAULTS - done);
      int all = done + together;
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < together; i++) {
        Peer peer = server.connect();
        peers.add(peer);
        fault.commit(peer);
      }
      eventually(
          "all have ended as " + cause,
          () -> server.closed(cause) == all,
          server.figures()::counts);
      peers.forEach(Peer::close);
    }
    assertEquals(0, server.open());
    assertEquals(FAULTS, server.figures().connections.sum());
    assertEquals(0, server.queued());
    assertTrue(directMemory() - buffers < BUFFERS, "buffers are returned");
    counted.assertNothingIsLeaked();
  }

  /** Bytes in the buffers that this process holds outside its heap. */
  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  @Test
  void endsAConnectionThatSendsNothing() {
    assertEachEnds(CloseCause.NO_OFFER, HASTY, peer -> {});
  }

  @Test
  void endsAConnectionClosedWithoutAnOffer() {
    assertEachEnds(CloseCause.PEER, Shape.INLINE, Peer::close);
  }

  @Test
  void endsAConnectionResetAfterHalfAnOffer() {
    byte[] half = Arrays.copyOf(new OfferAttempt().offer(), 100);
    assertEachEnds(
        CloseCause.RESET,
        Shape.INLINE,
        peer -> {
          peer.send(half);
          peer.reset();
        });
  }

  @Test
  void endsAConnectionThatSendsHalfAnOfferAndWaits() {
    byte[] half = Arrays.copyOf(new OfferAttempt().offer(), 140);
    assertEachEnds(CloseCause.NO_OFFER, HASTY, peer -> peer.send(half));
  }

  @Test
  void endsAConnectionThatTricklesItsOffer() {
    byte[] offer = new OfferAttempt().offer();
    ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
    try {
      assertEachEnds(
          CloseCause.NO_OFFER,
          HASTY,
          peer -> {
            int[] next = {0};
            dripping.scheduleAtFixedRate(
                () -> peer.sendIfOpen(offer[next[0]++]), 0, 20, TimeUnit.MILLISECONDS);
          });
    } finally {
      dripping.shutdownNow();
    }
  }

  @Test
  void endsAConnectionWhosePeerNeverReads() {
    StubSide talkative = new StubSide(() -> {}, new byte[UNREAD_BYTES]);
    Shape shape = Shape.INLINE.with(new Patience(LONG, SHORT, LONG));
    try (RunningServer server = new RunningServer(shape, timer -> counted.of(talkative))) {
      assertEachEnds(
          CloseCause.STALLED, server, peer -> peer.send(new byte[] {1}), READING_NOTHING_TOGETHER);
    }
  }

  @Test
  void endsAConnectionThatSendsGarbage() {
    byte[] garbage = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertEachEnds(CloseCause.MALFORMED, Shape.INLINE, peer -> peer.send(garbage));
  }

  @Test
  void endsAConnectionThatDoesNotConfirm() {
    assertEachEnds(
        CloseCause.NO_CONFIRM,
        Shape.INLINE.with(new Patience(LONG, SHORT, LONG)),
        peer -> peer.send(new OfferAttempt().offer()));
  }

  @Test
  void endsAConnectionThatConfirmsTwice() {
    assertEachEnds(
        CloseCause.OUT_OF_TURN,
        Shape.INLINE,
        peer -> {
          OfferAttempt attempt = new OfferAttempt();
          peer.send(attempt.offer());
          byte[] confirm = attempt.confirm(peer.readFrame());
          peer.send(confirm, confirm);
        });
  }

  @Test
  void endsAConnectionThatConfirmsWrongly() {
    assertEachEnds(
        CloseCause.BAD_CONFIRM,
        Shape.INLINE,
        peer -> {
          OfferAttempt attempt = new OfferAttempt();
          peer.send(attempt.offer());
          byte[] confirm = attempt.confirm(peer.readFrame());
          confirm[confirm.length - 1] ^= 1;
          peer.send(confirm);
        });
  }

  @Test
  void endsAConnectionThatSendsAnAck() {
    byte[] ack = Arrays.copyOf(new byte[] {'K', 'X', 1, 2, 1, 0, 0, 64}, 72);
    assertEachEnds(CloseCause.OUT_OF_TURN, Shape.INLINE, peer -> peer.send(ack));
  }

  @Test
  void skipsTheTasksOfPeersThatHaveClosed() {
    StubSide.Gate gate = new StubSide.Gate();
    Shape shape = new Shape(1, 1, Shape.queueing(FAULTS));
    try (RunningServer server = new RunningServer(shape, timer -> counted.of(new StubSide(gate)))) {
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < FAULTS; i++) {
        Peer peer = server.connect();
        peers.add(peer);
        peer.send(new byte[] {1});
      }
      gate.awaitBegun();
      eventually("all but one wait", () -> server.queued() == FAULTS - 1);
      peers.forEach(Peer::close);
      eventually("all have gone", () -> server.closed(CloseCause.ABANDONED) == FAULTS);
      gate.let(1);
      eventually(
          "none of them is worked for",
          () -> server.figures().count(ShedReason.ABANDONED) == FAULTS - 1);
      counted.assertNothingIsLeaked();
    }
  }

  @Test
  void endsAConnectionWhoseCryptoTaskFails() {
    assertEachEnds(
        CloseCause.FAILURE,
        Shape.INLINE,
        peer -> {
          counted.breakEvery(
              1); // from the first client on: a server with such a key does not start
          peer.send(new OfferAttempt().offer());
        });
    assertTrue(counted.made() >= FAULTS, "each that broke is replaced");
  }

  @Test
  void aFailedCryptoObjectIsReplaced() {
    try (RunningServer server = new RunningServer(Shape.INLINE, counted::kx1)) {
      counted.breakEvery(2);
      for (int i = 0; i < 2; i++) {
        try (Peer peer = server.connect()) {
          peer.send(new OfferAttempt().offer());
          assertEquals(i == 1 ? 0 : 72, i == 1 ? peer.readToEnd().length : peer.readFrame().length);
        }
      }
      counted.breakEvery(0);
      try (Peer peer = server.connect()) {
        OfferAttempt attempt = new OfferAttempt();
        peer.send(attempt.offer());
        peer.send(attempt.confirm(peer.readFrame()));
        eventually("it is served", () -> server.confirmed() == 1);
      }
      assertEquals(2, counted.made(), "one, and one in its place");
    }
  }
}
