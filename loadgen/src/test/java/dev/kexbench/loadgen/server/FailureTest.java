package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An internal error of the server. */
class FailureTest {
  private static final byte[] ONE = {1};

  private final AtomicBoolean broken = new AtomicBoolean();
  private final StubSide side = new StubSide(this::fail);

  private void fail() {
    if (broken.get()) {
      throw new IllegalStateException("a fault that this test has made");
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(Shape.INLINE, Shape.THREADS);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void anExceptionEndsOnlyItsConnection(Shape shape) {
    try (RunningServer server = new RunningServer(shape, timer -> side);
        Peer unlucky = server.connect();
        Peer bystander = server.connect()) {
      eventually("both are connected", () -> server.open() == 2);
      broken.set(true);
      unlucky.send(ONE);
      assertArrayEquals(new byte[0], unlucky.readToEnd());
      eventually("it is counted", () -> server.closed(CloseCause.FAILURE) == 1);
      eventually("its role is closed", () -> side.closed.get() > 0);

      broken.set(false);
      bystander.send(ONE);
      assertArrayEquals(new byte[] {StubSide.DONE}, bystander.read(1));
      assertEquals(1, server.open());
    }
  }
}
