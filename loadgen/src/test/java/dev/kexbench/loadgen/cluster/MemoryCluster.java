package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.transport.EventLoops;
import dev.kexbench.loadgen.transport.SocketTransport;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Members in memory, without a network. Messages between them can be held or lost. */
final class MemoryCluster implements AutoCloseable {
  private static final ClusterSecret SECRET = ClusterSecret.of("a secret of the tests alone");

  private final Vertx vertx = EventLoops.start(1, SocketTransport.byDefault());
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
        new MemoryBus(address),
        SECRET,
        TestExchange.BACKEND,
        new SecureRandom(),
        "1",
        List.of("kx1-rsa2048"),
        Eventually.PATIENCE);
  }

  /** The bus of one member. */
  private final class MemoryBus implements ClusterBus {
    private final String address;

    private MemoryBus(String address) {
      this.address = address;
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public Registration every(Duration period, Runnable work) {
      long timer = vertx.setPeriodic(period.toMillis(), tick -> work.run());
      return () -> vertx.cancelTimer(timer);
    }

    @Override
    public Registration consume(String of, Consumer<Delivery> to) {
      MessageConsumer<Buffer> consumer =
          vertx.eventBus().consumer(of, message -> to.accept(delivery(message)));
      consumer.completion().await();
      return consumer::unregister;
    }

    private Delivery delivery(io.vertx.core.eventbus.Message<Buffer> message) {
      return new Delivery() {
        @Override
        public byte[] body() {
          return message.body().getBytes();
        }

        @Override
        public String from() {
          return "memory";
        }

        @Override
        public String peer() {
          return "memory:1";
        }

        @Override
        public void reply(byte[] answer) {
          message.reply(Buffer.buffer(answer));
        }
      };
    }

    @Override
    public void seek() {
      // All members know each other.
    }

    @Override
    public List<String> unreachable() {
      return List.of();
    }

    @Override
    public void publish(String to, byte[] body) {
      vertx.eventBus().publish(to, Buffer.buffer(body));
    }

    @Override
    public void send(String to, byte[] body) {
      vertx.eventBus().send(to, Buffer.buffer(body));
    }

    @Override
    public CompletableFuture<byte[]> request(String to, byte[] body, Duration patience) {
      return vertx
          .eventBus()
          .<Buffer>request(
              to,
              Buffer.buffer(body),
              new DeliveryOptions().setSendTimeout(Math.max(1, patience.toMillis())))
          .map(answer -> answer.body().getBytes())
          .toCompletionStage()
          .toCompletableFuture();
    }

    @Override
    public void rejected(Rejection why) {
      // Nobody reads a log here.
    }

    @Override
    public void close() {
      // The cluster closes what members share.
    }
  }

  /** An assignment with this title. */
  static Assignment assignment(String title) {
    return new Assignment(
        title,
        Map.of(),
        List.of("127.0.0.1:1"),
        true,
        ServerIdentity.of(TestExchange.KEYS.publicKey()),
        TestExchange.CLIENTS);
  }

  /** That many agents, for which a coordinator waits long. */
  static Coordinator.Wanted wanted(int count) {
    return new Coordinator.Wanted(count, Eventually.PATIENCE);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
