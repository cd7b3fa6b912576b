package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.transport.EventLoops;
import dev.kexbench.loadgen.transport.SocketTransport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bus over TCP: an agent listens, and coordinators connect. Every connection is authenticated and
 * encrypted by {@link ClusterTls} before a frame is read from it. Each end tells the other which
 * addresses it consumes, and sends to those that the other consumes. There is no other membership.
 */
public final class TcpBus implements ClusterBus {
  private static final Logger LOG = LoggerFactory.getLogger(TcpBus.class);

  private static final long LEAVE_SECONDS = 5;
  private static final Duration REPORT = Duration.ofMillis(250);
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final Vertx vertx = EventLoops.start(1, SocketTransport.NIO);
  private final Context context = vertx.getOrCreateContext();
  private final ClusterTls tls;
  private final RejectionLog rejections = new RejectionLog(LOG::warn, System::nanoTime);
  private final Map<String, Consumer<Delivery>> consumers = new ConcurrentHashMap<>();

  /** The authenticated connections; for the event loop only, as is what follows. */
  private final Set<BusConnection> connections = new LinkedHashSet<>();

  private final OpenRequests requests = new OpenRequests(vertx);
  private BusListener listener;
  private BusConnector connector;
  private String address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TcpBus(ClusterTls tls) {
    this.tls = tls;
    every(REPORT, rejections::flush);
  }

  /**
   * The bus of an agent.
   *
   * @param tls is closed with the bus, and if it cannot be opened
   * @param ports how many ports to try, from that of the address on
   * @throws IOException if none can be bound
   */
  static TcpBus listen(InetSocketAddress at, int ports, ClusterTls tls) throws IOException {
    TcpBus bus = new TcpBus(tls);
    try {
      bus.listener = new BusListener(bus.vertx, tls, bus.new Ends());
      bus.address = bus.listener.listen(bus.context, at, ports);
      bus.every(SWEEP, bus.listener::sweep);
      return bus;
    } catch (IOException e) {
      bus.close();
      throw e;
    }
  }

  /**
   * The bus of a coordinator, which is not connected yet; see {@link #seek}.
   *
   * @param name by which agents know it
   * @param agents where they may listen
   */
  static TcpBus connect(String name, List<BusConnector.Range> agents, ClusterTls tls) {
    TcpBus bus = new TcpBus(tls);
    bus.address = name;
    bus.connector = new BusConnector(bus.vertx, tls, agents, bus.new Ends());
    bus.every(BusConnector.RETRY, bus.connector::reconnect);
    return bus;
  }

  @Override
  public String address() {
    return address;
  }

  /** What the connections of the listener or of the connector do. */
  private final class Ends implements BusConnection.Events {
    @Override
    public void onEstablished(BusConnection connection) {
      connections.add(connection);
      consumers
          .keySet()
          .forEach(each -> connection.send(BusFrame.about(BusFrame.Kind.CONSUMES, each)));
    }

    @Override
    public void onFrame(BusConnection connection, BusFrame frame) {
      if (frame.kind() == BusFrame.Kind.REPLY) {
        requests.onReply(connection, frame);
        return;
      }
      Consumer<Delivery> consumer = consumers.get(frame.address());
      if (consumer != null) {
        deliver(consumer, new ArrivedMessage(context, connection, frame));
      }
    }

    @Override
    public void onEnd(BusConnection connection, Optional<BusConnection.Failure> why) {
      connections.remove(connection);
      why.ifPresent(each -> rejected(each.kind()));
      requests.onEnd(connection);
    }
  }

  private static void deliver(Consumer<Delivery> to, Delivery message) {
    try {
      to.accept(message);
    } catch (RuntimeException e) {
      LOG.warn("could not process a message", e); // the next ones may be
    }
  }

  @Override
  public Registration every(Duration period, Runnable work) {
    long timer = vertx.setPeriodic(period.toMillis(), tick -> work.run());
    return () -> vertx.cancelTimer(timer);
  }

  @Override
  public Registration consume(String of, Consumer<Delivery> to) {
    if (consumers.putIfAbsent(of, to) != null) {
      throw new IllegalStateException(of + " has a consumer");
    }
    announce(BusFrame.Kind.CONSUMES, of);
    return () -> {
      if (consumers.remove(of, to)) {
        announce(BusFrame.Kind.ENDS, of);
      }
    };
  }

  /** The order of calls is that of frames: a request follows the consumer that it needs. */
  private void announce(BusFrame.Kind kind, String of) {
    context.runOnContext(
        then -> List.copyOf(connections).forEach(each -> each.send(BusFrame.about(kind, of))));
  }

  @Override
  public void seek() {
    if (connector != null) {
      context.runOnContext(then -> connector.seek());
    }
  }

  @Override
  public List<String> unreachable() {
    return connector == null ? List.of() : connector.unreachable();
  }

  @Override
  public void publish(String to, byte[] body) {
    BusFrame frame = new BusFrame(BusFrame.Kind.MESSAGE, 0, to, body);
    context.runOnContext(
        then ->
            connections.stream()
                .filter(each -> each.consumes(to))
                .toList()
                .forEach(each -> each.send(frame)));
  }

  @Override
  public void send(String to, byte[] body) {
    BusFrame frame = new BusFrame(BusFrame.Kind.MESSAGE, 0, to, body);
    context.runOnContext(then -> consuming(to).ifPresent(each -> each.send(frame)));
  }

  private Optional<BusConnection> consuming(String of) {
    return connections.stream().filter(each -> each.consumes(of)).findFirst();
  }

  @Override
  public CompletableFuture<byte[]> request(String to, byte[] body, Duration patience) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    BusFrame request = new BusFrame(BusFrame.Kind.REQUEST, 0, to, body);
    context.runOnContext(then -> ask(request, patience, answer));
    return answer;
  }

  /** Without a connection to the address, waits for one as long as there is patience. */
  private void ask(BusFrame request, Duration patience, CompletableFuture<byte[]> answer) {
    Optional<BusConnection> via = consuming(request.address());
    if (closed.get()) {
      answer.completeExceptionally(new IOException("the bus is closed"));
    } else if (via.isPresent()) {
      requests.ask(via.get(), request, patience, answer);
    } else if (patience.compareTo(BusConnector.RETRY) < 0) {
      answer.completeExceptionally(new IOException("no connection to " + request.address()));
    } else {
      vertx.setTimer(
          BusConnector.RETRY.toMillis(),
          then -> ask(request, patience.minus(BusConnector.RETRY), answer));
    }
  }

  @Override
  public void rejected(Rejection why) {
    rejections.add(why);
  }

  /** Ends all connections in order; done when their last bytes are written. */
  private CompletableFuture<Void> ended() {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    context.runOnContext(
        then ->
            Future.join(List.copyOf(connections).stream().map(BusConnection::close).toList())
                .onComplete(all -> ended.complete(null)));
    return ended;
  }

  /** Ends all connections in order; does nothing the second time. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      ended().get(LEAVE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process should exit sooner
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("left the cluster before a peer had received the last bytes sent to it");
    } finally {
      shutDown();
    }
  }

  private void shutDown() {
    try {
      vertx.close().await(LEAVE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("the event loop of the cluster did not stop within {} s", LEAVE_SECONDS);
    } catch (RuntimeException e) {
      LOG.warn("left the cluster without a clean shutdown", e);
    } finally {
      rejections.flushNow();
      tls.close();
    }
  }
}
