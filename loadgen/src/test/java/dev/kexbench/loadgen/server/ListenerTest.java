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
  private static final int MANY = 500;

  @Test
  void severalEventLoopsShareOnePort() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    StubSide side = new StubSide(() -> threads.add(Thread.currentThread().getName()));
    Shape shape = new Shape(LOOPS, 0, Shape.queueing(1_024));
    List<Peer> peers = new ArrayList<>();
    try (RunningServer server = new RunningServer(shape, timer -> side)) {
      // With a socket for each event loop, a hash of the client's port selects the loop.
      while (threads.size() < LOOPS && peers.size() < MANY) {
        Peer peer = server.connect();
        peers.add(peer);
        peer.send(new byte[] {1});
        peer.read(1);
      }
      assertEquals(LOOPS, threads.size(), "every event loop has served somebody");
      assertEquals(peers.size(), server.open());
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
