package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.transport.EventLoops;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Members in memory, without a network. Messages between them can be held or lost. */
final class MemoryCluster implements AutoCloseable {
  private static final ClusterSecret SECRET = ClusterSecret.of("a secret of the tests alone");

  private final Vertx vertx = Vertx.vertx(EventLoops.options(1));
  private final Map<Class<? extends Message>, Consumer<Runnable>> intercepted =
      new ConcurrentHashMap<>();

  MemoryCluster() {
    vertx.eventBus().<Buffer>addOutboundInterceptor(this::onMessage);
  }

  private void onMessage(DeliveryContext<Buffer> delivery) {
    Class<?> kind =
        SecureChannel.claimed(delivery.message().body().getBytes())
            .flatMap(Messages::decode)
            .<Class<?>>map(Object::getClass)
            .orElseThrow();
    intercepted.getOrDefault(kind, Runnable::run).accept(delivery::next);
  }

  /** Passes messages of this kind to the consumer, whose call of the task delivers them. */
  void intercept(Class<? extends Message> kind, Consumer<Runnable> by) {
    intercepted.put(kind, by);
  }

  /** A member that considers no other one lost, however busy this machine is. */
  Member member(String address) {
    return new Member(
        new ClusterBus(vertx, address),
        SECRET,
        TestExchange.BACKEND,
        new SecureRandom(),
        "1",
        List.of("kx1-rsa2048"),
        Eventually.PATIENCE);
  }

  /** An assignment with this title. */
  static Assignment assignment(String title) {
    return new Assignment(
        title,
        Map.of(),
        List.of("127.0.0.1:1"),
        true,
        TestExchange.KEYS.publicKey(),
        TestExchange.CLIENTS);
  }

  /** That many agents, for which a coordinator waits long. */
  static Coordinator.Wanted wanted(int count) {
    return new Coordinator.Wanted(count, Eventually.PATIENCE, Eventually.PATIENCE);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
