package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that keeps sending requests and does not read the replies. */
class BackPressureTest {
  /** More in total than the kernel's buffers at both ends hold. */
  private static final int ANSWER_BYTES = 1 << 20;

  private static final int MOST = 64;
  private static final Duration STALL = Duration.ofMillis(300);

  private final Semaphore served = new Semaphore(0);
  private final StubSide side = new StubSide(served::release, new byte[ANSWER_BYTES]);

  static Stream<Shape> shapes() {
    return Stream.of(Shape.INLINE, Shape.THREADS);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void pausesAPeerUntilItReadsItsReplies(Shape shape) throws InterruptedException {
    try (RunningServer server = new RunningServer(shape, timer -> side);
        Peer peer = server.connect()) {
      peer.send(new byte[] {1});
      int asked = 1;
      boolean answered = served.tryAcquire(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertTrue(answered, "it is served at first");
      while (answered && asked < MOST) {
        peer.send(new byte[] {1});
        asked++;
        answered = served.tryAcquire(STALL.toMillis(), TimeUnit.MILLISECONDS);
      }
      assertTrue(asked < MOST, "the server keeps answering a peer that does not read");

      peer.read(asked * ANSWER_BYTES);
      int all = asked;
      eventually("it is served on", () -> server.figures().acked.sum() == all);
      assertEquals(1, server.open());
    }
  }
}
