package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.identity.ClientId;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception in what follows a crypto task ends its own connection, and no other. */
class FailedCallbackTest {
  private static final byte[] ONE = {1};

  static Stream<Shape> shapes() {
    return Stream.of(Shape.INLINE, new Shape(1, 1, Shape.queueing(64)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theTasksThatWaitAndLaterOnesAreServed(Shape shape) {
    StubSide.Gate gate = new StubSide.Gate();
    AtomicBoolean failed = new AtomicBoolean();
    StubSide side = StubSide.claiming(gate, () -> claimed(failed));
    try (RunningServer server = new RunningServer(shape, timer -> side);
        Peer first = server.connect()) {
      first.send(ONE);
      gate.awaitBegun();
      List<Peer> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Peer peer = server.connect();
        peer.send(ONE);
        others.add(peer);
      }
      gate.let(others.size() + 1);
      others.forEach(peer -> assertEquals(StubSide.DONE, peer.read(1)[0]));
      eventually("the connection has ended", () -> server.closed(CloseCause.FAILURE) == 1);
      gate.let(1);
      others.get(0).send(ONE);
      assertEquals(StubSide.DONE, others.get(0).read(1)[0]);
      assertEquals(4, server.figures().counts().rejected().get("rejected"));
      others.forEach(Peer::close);
    }
  }

  private static Optional<ClientId> claimed(AtomicBoolean failed) {
    if (failed.compareAndSet(false, true)) {
      throw new IllegalStateException("this test's");
    }
    return Optional.empty();
  }
}
