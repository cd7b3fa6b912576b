package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private static final int LOOPS = 3;

  @Test
  void severalEventLoopsShareOnePort() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    StubSide side = new StubSide(() -> threads.add(Thread.currentThread().getName()));
    Shape shape = new Shape(LOOPS, 0, Shape.queueing(1_024));
    List<Peer> peers = new ArrayList<>();
    try (RunningServer server = new RunningServer(shape, timer -> side)) {
      for (int i = 0; i < 4 * LOOPS; i++) {
        Peer peer = server.connect();
        peers.add(peer);
        peer.send(new byte[] {1});
        peer.read(1);
      }
      assertEquals(LOOPS, threads.size(), "every event loop has served somebody");
      assertEquals(4 * LOOPS, server.open());
      peers.forEach(Peer::hangUp);
      eventually("all are closed", () -> server.open() == 0);
    }
  }

  @Test
  void aStoppedServerClosesConnectionsAndStopsListening() {
    RunningServer server = new RunningServer(Shape.INLINE, TestExchange::serverSide);
    try (Peer peer = server.connect()) {
      eventually("it is connected", () -> server.open() == 1);
      server.close();
      assertEquals(0, peer.readToEnd().length);
      eventually("it is counted", () -> server.open() == 0);
    }
  }
}
