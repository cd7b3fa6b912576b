package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Operations that take longer than their connections wait. */
class ThreadPoolCryptoExecutorTest {
  private static final byte[] ONE = {1};
  private static final byte[] DONE = {StubSide.DONE};
  private static final byte[] SHED = {StubSide.SHED};
  private static final Shape ONE_THREAD_ONE_PLACE = new Shape(1, 1, Shape.queueing(1));

  private final StubSide.Gate gate = new StubSide.Gate();
  private final StubSide side = new StubSide(gate);

  @Test
  void shedsTasksBeyondTheQueueLimitAndTheConnectionContinues() {
    try (RunningServer server = new RunningServer(ONE_THREAD_ONE_PLACE, timer -> side);
        Peer running = server.connect();
        Peer waiting = server.connect();
        Peer shed = server.connect()) {
      running.send(ONE);
      gate.awaitBegun();
      waiting.send(ONE);
      eventually("one operation waits", () -> server.queued() == 1);

      shed.send(ONE);
      assertArrayEquals(SHED, shed.read(1));
      assertEquals(1, server.figures().counts().rejected().get("busy"));

      gate.let(2);
      assertArrayEquals(DONE, running.read(1));
      assertArrayEquals(DONE, waiting.read(1));
      gate.let(1);
      shed.send(ONE);
      assertArrayEquals(DONE, shed.read(1));
    }
  }

  @Test
  void closesTheRoleOfAClientThatDisconnectsDuringATask() {
    try (RunningServer server = new RunningServer(ONE_THREAD_ONE_PLACE, timer -> side)) {
      Peer peer = server.connect();
      peer.send(ONE);
      gate.awaitBegun();
      peer.close();
      eventually("the connection is gone", () -> server.open() == 0);
      assertEquals(0, side.closed.get(), "the operation still uses the role");

      gate.let(1);
      eventually("the role is closed", () -> side.closed.get() == 1);
      assertEquals(1, server.figures().connections.sum());
      assertEquals(0, server.figures().acked.sum());
    }
  }

  @Test
  void leaksNothingOfAClientThatSentMoreBeforeItDisconnected() {
    try (RunningServer server = new RunningServer(ONE_THREAD_ONE_PLACE, timer -> side)) {
      Peer peer = server.connect();
      peer.send(ONE);
      gate.awaitBegun();
      peer.send(ONE);
      peer.close();
      gate.let(2);
      eventually("the connection is gone", () -> server.open() == 0);
      eventually("the role is closed", () -> side.closed.get() > 0);
    }
  }

  @Test
  void stopsCleanlyWhileATaskIsRunning() throws InterruptedException {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
    try {
      Thread crypto;
      try (RunningServer server = new RunningServer(ONE_THREAD_ONE_PLACE, timer -> side);
          Peer peer = server.connect()) {
        peer.send(ONE);
        gate.awaitBegun();
        crypto = cryptoThread();
      }
      gate.let(1);
      crypto.join(Eventually.PATIENCE.toMillis());
      assertFalse(crypto.isAlive(), "the crypto thread has ended");
      assertEquals(List.of(), uncaught);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private static Thread cryptoThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("crypto-0"))
        .findFirst()
        .orElseThrow();
  }
}
