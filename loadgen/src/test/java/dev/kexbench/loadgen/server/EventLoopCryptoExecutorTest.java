package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.BatchWork;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventLoopCryptoExecutorTest {
  private static final byte[] ONE = {1};

  private final StubSide.Gate gate = new StubSide.Gate();
  private final StubSide side = new StubSide(gate);

  @Test
  void shedsTasksBeyondTheQueueLimitOfTheLoop() {
    Shape onePlace = new Shape(1, 0, Shape.queueing(1));
    try (RunningServer server = new RunningServer(onePlace, timer -> side);
        Peer running = server.connect();
        Peer waiting = server.connect();
        Peer shed = server.connect()) {
      eventually("all are open", () -> server.open() == 3);
      running.send(ONE);
      gate.awaitBegun(); // the loop itself is busy now, and reads the other two together
      waiting.send(ONE);
      shed.send(ONE);
      gate.let(2);
      List<Byte> answers = new ArrayList<>();
      for (Peer peer : List.of(running, waiting, shed)) {
        answers.add(peer.read(1)[0]);
      }
      assertEquals(1, answers.stream().filter(answer -> answer == StubSide.SHED).count());
      assertEquals(1, server.figures().counts().rejected().get("busy"));
    }
  }

  @Test
  void acceptsConnectionsBetweenTurns() {
    int peers = 40;
    try (RunningServer server = new RunningServer(Shape.INLINE, timer -> side);
        Peer first = server.connect()) {
      first.send(ONE);
      gate.awaitBegun();
      List<Peer> others = new ArrayList<>();
      for (int i = 0; i < peers; i++) {
        Peer peer = server.connect();
        peer.send(ONE);
        others.add(peer);
      }
      gate.let(1);
      eventually("all wait in the server", () -> server.queued() >= peers - 1);
      gate.let(peers);
      others.forEach(peer -> assertEquals(StubSide.DONE, peer.read(1)[0]));
      others.forEach(Peer::close);
    }
  }

  /** Fits with all others. */
  private record Joint() implements BatchWork {
    @Override
    public boolean fits(List<BatchWork> batch) {
      return true;
    }

    @Override
    public void computeTogether(List<BatchWork> batch) {}

    @Override
    public Step get() {
      return new Step.Send(ONE);
    }
  }

  private static Step.Compute joint() {
    return new Step.Compute(
        new Joint(), () -> new Step.Refused(Reason.BUSY, ONE, /* ends= */ false), Optional::empty);
  }

  private static CryptoExecutor.Reply reply(Consumer<Step> step) {
    return new CryptoExecutor.Reply(
        step,
        failure -> {
          throw new IllegalStateException("cannot fail after " + failure.getMessage());
        },
        () -> true);
  }

  @Test
  void aFailureThatCannotBeReportedLosesNoOtherTaskOfItsBatch() {
    List<String> log = new CopyOnWriteArrayList<>();
    Vertx vertx = Vertx.vertx();
    try {
      Context loop = vertx.getOrCreateContext();
      loop.exceptionHandler(failure -> log.add(failure.getMessage()));
      QueueContext limits =
          new QueueContext(
              8, Duration.ofHours(1).toNanos(), new StageTimings(), new ServerCounters());
      EventLoopCryptoExecutor executor = new EventLoopCryptoExecutor(limits);
      loop.runOnContext(
          begun -> {
            executor.run(joint(), loop, reply(step -> log.add("first")));
            executor.run(
                joint(),
                loop,
                reply(
                    step -> {
                      throw new IllegalStateException("second");
                    }));
            executor.run(joint(), loop, reply(step -> log.add("third")));
          });
      eventually("all have a reply", () -> log.size() == 3);
      assertEquals(List.of("first", "cannot fail after second", "third"), log);
    } finally {
      vertx.close().await();
    }
  }
}
