package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.Transports;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import dev.kexbench.loadgen.transport.SocketTransport;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a server shuts down. */
class DrainTest {
  private static final byte[] NOTHING = {};
  private static final Duration LONG = Eventually.PATIENCE;
  private static final Duration SHORT = Duration.ofMillis(100);

  private static CompletableFuture<Long> drain(RunningServer server, Duration patience) {
    return CompletableFuture.supplyAsync(() -> server.drain(patience));
  }

  @Test
  void idleConnectionsAreClosedAndNewOnesAreRefused() {
    try (RunningServer server = RunningServer.kx1();
        Peer fresh = server.connect();
        Peer served = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      served.send(attempt.offer());
      served.send(attempt.confirm(served.readFrame()));
      eventually("one is served, one is there", () -> server.confirmed() + server.open() == 3);
      assertEquals(0, server.drain(LONG));
      assertArrayEquals(NOTHING, fresh.readToEnd());
      assertArrayEquals(NOTHING, served.readToEnd());
      eventually("both are counted", () -> server.closed(CloseCause.STOP) == 2);
      assertThrows(UncheckedIOException.class, server::connect);
    }
  }

  @Test
  void anExchangeInProgressIsFinished() {
    try (RunningServer server = RunningServer.kx1();
        Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      byte[] ack = peer.readFrame();
      CompletableFuture<Long> drained = drain(server, LONG);
      try (Peer other = new Peer(server.port())) {
        eventually("no connection is accepted", () -> other.readToEnd().length == 0);
      } catch (UncheckedIOException refused) {
        assertFalse(drained.isDone(), "it waits for the exchange");
      }
      peer.send(attempt.confirm(ack));
      assertArrayEquals(NOTHING, peer.readToEnd());
      assertEquals(0, drained.join());
      assertEquals(1, server.confirmed());
      assertEquals(0, server.closed(CloseCause.CUT_OFF));
    }
  }

  @Test
  void anOfferInTransitIsAnswered() {
    try (RunningServer server = RunningServer.kx1();
        Peer peer = server.connect()) {
      eventually("it is accepted", () -> server.open() == 1);
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      CompletableFuture<Long> drained = drain(server, LONG);
      peer.send(attempt.confirm(peer.readFrame()));
      assertEquals(0, drained.join());
      assertEquals(1, server.confirmed());
    }
  }

  @Test
  void aRunningTaskIsAnsweredFirst() {
    StubSide.Gate gate = new StubSide.Gate();
    Shape shape = new Shape(1, 1, Shape.queueing(8));
    try (RunningServer server = new RunningServer(shape, timer -> new StubSide(gate));
        Peer peer = server.connect()) {
      peer.send(new byte[] {1});
      gate.awaitBegun();
      CompletableFuture<Long> drained = drain(server, LONG);
      gate.let(1);
      assertArrayEquals(new byte[] {StubSide.DONE}, peer.read(1));
      peer.hangUp();
      assertEquals(0, drained.join());
    }
  }

  private static List<Peer> connected(RunningServer server, int count) {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Peer peer = server.connect();
      peer.send(new byte[] {1});
      peers.add(peer);
    }
    return peers;
  }

  static Stream<Arguments> waysToAccept() {
    return Transports.here()
        .flatMap(transport -> Stream.of(1, 2).map(loops -> Arguments.of(transport, loops)));
  }

  /** Connections that the kernel has established while every event loop is busy. */
  @ParameterizedTest
  @MethodSource("waysToAccept")
  void connectionsThatHaveNotBeenAcceptedYetAreServed(SocketTransport transport, int loops) {
    StubSide.Gate gate = new StubSide.Gate();
    Shape shape = new Shape(loops, 0, Shape.queueing(1_024));
    try (RunningServer server = new RunningServer(shape, transport, timer -> new StubSide(gate))) {
      List<Peer> peers = new ArrayList<>(connected(server, 40));
      for (int i = 0; i < loops; i++) {
        gate.awaitBegun();
      }
      peers.addAll(connected(server, 300));
      CompletableFuture<Long> drained = new CompletableFuture<>();
      Thread draining = new Thread(() -> drained.complete(server.drain(LONG)));
      draining.start();
      eventually("it waits", () -> draining.getState() == Thread.State.WAITING);
      gate.let(peers.size());
      for (Peer peer : peers) {
        assertArrayEquals(new byte[] {StubSide.DONE}, peer.read(1));
        peer.hangUp();
      }
      assertEquals(0, drained.join());
      assertEquals(peers.size(), server.figures().connections.sum());
      assertThrows(UncheckedIOException.class, server::connect);
    }
  }

  @Test
  void exchangesThatTakeTooLongAreCutOffAndCounted() {
    try (RunningServer server = RunningServer.kx1();
        Peer halfway = server.connect();
        Peer unconfirmed = server.connect()) {
      byte[] offer = new OfferAttempt().offer();
      halfway.send(Arrays.copyOf(offer, 100));
      unconfirmed.send(offer);
      unconfirmed.readFrame();
      assertEquals(2, server.drain(SHORT));
      assertArrayEquals(NOTHING, halfway.readToEnd());
      assertArrayEquals(NOTHING, unconfirmed.readToEnd());
      eventually("both are counted", () -> server.closed(CloseCause.CUT_OFF) == 2);
      assertEquals(0, server.open());
    }
  }
}
