package dev.kexbench.loadgen.cluster;

import com.hazelcast.cluster.Address;
import dev.kexbench.loadgen.transport.EventLoops;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Membership and transport: Vert.x' event bus over Hazelcast's members. Its thread is not one of
 * those that generate load.
 */
public final class ClusterBus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterBus.class);

  private static final long LEAVE_SECONDS = 5;

  private final Vertx vertx;

  private final String address;

  /** The bus of this instance, which knows no other members unless it is clustered. */
  ClusterBus(Vertx vertx, String address) {
    this.vertx = vertx;
    this.address = address;
  }

  private static String address(HazelcastClusterManager members) {
    Address own = members.getHazelcastInstance().getCluster().getLocalMember().getAddress();
    return own.getHost() + ":" + own.getPort();
  }

  /** The address at which other members can join this one. */
  public String address() {
    return address;
  }

  /**
   * Joins the cluster.
   *
   * @throws NotFormed if no cluster forms within that time
   * @throws IOException if the address cannot be bound
   */
  public static ClusterBus join(ClusterSetting setting, Duration within) throws IOException {
    String host = HazelcastSettings.host(setting.bind());
    VertxOptions options =
        EventLoops.options(1)
            .setPreferNativeTransport(false)
            // Calls of Hazelcast block.
            .setWorkerPoolSize(2)
            .setInternalBlockingPoolSize(2)
            .setEventBusOptions(new EventBusOptions().setHost(host).setPort(0));
    HazelcastClusterManager members = new HazelcastClusterManager(HazelcastSettings.of(setting));
    try {
      Vertx vertx =
          Vertx.builder()
              .with(options)
              .withClusterManager(members)
              .buildClustered()
              .await(within.toMillis(), TimeUnit.MILLISECONDS);
      return new ClusterBus(vertx, address(members));
    } catch (TimeoutException e) {
      throw new NotFormed(within, e);
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** No cluster formed in time. */
  public static final class NotFormed extends IOException {
    private static final long serialVersionUID = 1L;

    private NotFormed(Duration within, Exception cause) {
      super("no cluster formed within %d s".formatted(within.toSeconds()), cause);
    }
  }

  /** A timer or consumer that is active until it is ended. */
  interface Registration {
    void end();
  }

  /** Runs the work periodically, on the bus's thread. */
  Registration every(Duration period, Runnable work) {
    long timer = vertx.setPeriodic(period.toMillis(), tick -> work.run());
    return () -> vertx.cancelTimer(timer);
  }

  /** Registers a consumer of an address; returns when all members know of it. */
  Registration consume(String address, Consumer<Message<Buffer>> to) {
    MessageConsumer<Buffer> consumer = vertx.eventBus().consumer(address, to::accept);
    consumer.completion().await();
    return consumer::unregister;
  }

  /** Sends to all consumers of the address. */
  void publish(String address, byte[] body) {
    vertx.eventBus().publish(address, Buffer.buffer(body));
  }

  /** Sends to the consumer of the address; drops the message silently if there is none. */
  void send(String address, byte[] body) {
    vertx.eventBus().send(address, Buffer.buffer(body));
  }

  /** Sends to the consumer of the address, and returns its answer. */
  CompletableFuture<byte[]> request(String address, byte[] body, Duration patience) {
    return vertx
        .eventBus()
        .<Buffer>request(
            address,
            Buffer.buffer(body),
            new DeliveryOptions().setSendTimeout(Math.max(1, patience.toMillis())))
        .map(answer -> answer.body().getBytes())
        .toCompletionStage()
        .toCompletableFuture();
  }

  @Override
  public void close() {
    try {
      vertx.close().await(LEAVE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | RuntimeException e) {
      LOG.warn("left the cluster without a clean shutdown: {}", e.toString());
    }
  }
}
