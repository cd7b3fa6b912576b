package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In TLS 1.3, a client with a certificate is through when it has sent its last flight, which the
 * server verifies as a crypto task.
 */
class LastFlightTest {
  private final StubSide.Gate gate = new StubSide.Gate();

  /** A side whose second crypto task waits at the gate. */
  private final class Gated implements ServerSide {
    private final ServerSide side;
    private final AtomicInteger tasks = new AtomicInteger();

    Gated(ServerSide side) {
      this.side = side;
    }

    @Override
    public Role accept() {
      Role role = side.accept();
      return new Role() {
        @Override
        public Step start() {
          return role.start();
        }

        @Override
        public Step receive(ByteBuffer in) {
          Step step = role.receive(in);
          return step instanceof Step.Compute task && tasks.incrementAndGet() == 2
              ? new Step.Compute(held(task.work()), task.shed(), task.claimed(), task.sheddable())
              : step;
        }

        @Override
        public void close() {
          role.close();
        }
      };
    }

    private Supplier<Step> held(Supplier<Step> work) {
      return () -> {
        gate.run();
        return work.get();
      };
    }

    @Override
    public Optional<CostlyOperation> costlyOperation() {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tls13-ecdhe-mutual@bouncycastle, 0, false",
    "tls13-ecdhe-mutual@bouncycastle, 0, true",
    "tls13-ecdhe-mutual@bouncycastle, 1, false",
    "tls13-ecdhe-mutual@bouncycastle, 1, true",
    "tls13-ecdhe-mutual@jdk, 1, false",
    "tls13-ecdhe-mutual@jdk, 1, true"
  })
  void isVerifiedWhateverIsQueuedAndAlsoIfTheClientHasLeft(
      String name, int cryptoThreads, boolean leaves) {
    TlsSides sides = TlsSides.mutual(name);
    Shape shape = new Shape(1, cryptoThreads, Shape.queueing(1));
    try (RunningServer server = new RunningServer(shape, timer -> new Gated(sides.server()));
        Peer peer = server.connect();
        Peer running = server.connect();
        Peer waiting = server.connect();
        ClientRole client = sides.open();
        ClientRole second = sides.open();
        ClientRole third = sides.open()) {
      peer.send(TlsSides.hello(client));
      Step step = Step.AWAIT;
      while (!(step instanceof Step.Established)) {
        step = client.receive(ByteBuffer.wrap(peer.readSome()));
      }
      running.send(TlsSides.hello(second));
      gate.awaitBegun();
      if (cryptoThreads > 0) {
        waiting.send(TlsSides.hello(third));
        eventually("the queue is full", () -> server.queued() == 1);
      }
      peer.send(((Step.Established) step).bytes());
      if (leaves) {
        peer.hangUp();
      }
      if (cryptoThreads > 0) {
        eventually("it is queued", () -> server.queued() == 2);
        eventually("it has left", () -> server.open() == (leaves ? 2 : 3));
      }
      gate.let(1);
      eventually("it is established", () -> server.confirmed() == 1);
      assertEquals(0, server.figures().count(ShedReason.FULL));
      assertEquals(0, server.figures().count(ShedReason.ABANDONED));
    }
  }
}
