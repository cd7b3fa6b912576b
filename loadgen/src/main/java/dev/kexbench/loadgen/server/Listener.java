package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import io.netty.channel.ChannelFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** One listening event loop and the connections that it has accepted. */
final class Listener extends VerticleBase {
  /** Linux's default for somaxconn, which caps the backlog. */
  private static final int BACKLOG = 4_096;

  /** A missed deadline is noticed at most that much later, if the loop is not busy. */
  static final long SWEEP_MILLIS = 500;

  /** Time for this server, rather than Vert.x, to close sockets that were cut off. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The shortest time of a timer. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final ServerSide side;
  private final ServerSettings setting;
  private final ListeningPort port;
  private final ConnectionContext connectionContext;
  private final Set<Connection> connections = new HashSet<>();
  private final AcceptQueue acceptQueue = new AcceptQueue(BACKLOG);
  private NetServer server;

  /**
   * Creates a listener.
   *
   * @param port shared by all listeners of the server
   */
  Listener(
      ServerSide side,
      Function<Consumer<Connection>, ConnectionContext> shells,
      ServerSettings setting,
      ListeningPort port) {
    this.side = side;
    this.setting = setting;
    this.port = port;
    this.connectionContext = shells.apply(connections::remove);
  }

  @Override
  public Future<?> start() {
    connectionContext.stages().ownRecorders();
    if (setting.cryptoThreads() == 0) {
      side.warm();
    }
    server =
        vertx.createNetServer(
            new NetServerOptions()
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setReusePort(port.socketPerLoop()));
    server.connectHandler(this::accept);
    vertx.setPeriodic(SWEEP_MILLIS, tick -> connectionContext.deadlines().expire());
    return port.listen(server, context);
  }

  @Override
  public Future<?> stop() {
    return cutOff();
  }

  /** Runs a task on the event loop; fails if the task does. May be called on any thread. */
  Future<Void> run(Runnable task) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        now -> {
          try {
            task.run();
            done.complete();
          } catch (RuntimeException | Error e) {
            done.fail(e);
          }
        });
    return done.future();
  }

  private void accept(NetSocket socket) {
    acceptQueue.accepted();
    if (connectionContext.figures().opened() > setting.limits().connections()) {
      connectionContext.figures().closed(CloseCause.LIMIT);
      socket.close();
      return;
    }
    Role role;
    try {
      role = side.accept();
    } catch (RuntimeException | Error e) { // such as no native memory for an engine
      connectionContext.failures().accept(e);
      connectionContext.figures().closed(CloseCause.FAILURE);
      socket.close();
      return;
    }
    PeerSocket peer = PeerSocket.of(socket, connectionContext.stages());
    Connection connection =
        new Connection(peer, role, connectionContext, (ContextInternal) context);
    connections.add(connection);
    connection.open();
  }

  /**
   * Accepts what is queued in the kernel, stops accepting, and ends after its last connection. May
   * be called on any thread.
   *
   * @param patience for all of it, of which accepting takes at most half
   * @return how many exchanges were cut off
   */
  Future<Long> drain(Duration patience) {
    Promise<Long> drained = Promise.promise();
    context.runOnContext(
        now -> {
          long nowNanos = System.nanoTime();
          long endNanos = nowNanos + patience.toNanos();
          acceptQueue.whenEmpty(
              ((ContextInternal) context).nettyEventLoop(),
              ((VertxInternal) vertx).acceptorEventLoopGroup().next(),
              nowNanos + patience.toNanos() / 2,
              () -> context.runOnContext(accepted -> drain(endNanos, drained)));
        });
    return drained.future();
  }

  private void drain(long endNanos, Promise<Long> drained) {
    Duration left = Duration.ofNanos(endNanos - System.nanoTime());
    Duration patience = left.compareTo(SHORTEST) > 0 ? left : SHORTEST;
    long[] unfinished = {0};
    long timer =
        vertx.setTimer(
            patience.toMillis(),
            due -> {
              unfinished[0] = connections.stream().filter(Connection::underWay).count();
              cutOff();
            });
    server
        .shutdown(patience.plus(GRACE))
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              drained.complete(unfinished[0]);
            });
  }

  private Future<?> cutOff() {
    return Future.join(
        new ArrayList<>(connections).stream().map(Connection::cutOff).map(Listener::end).toList());
  }

  private static Future<Void> end(ChannelFuture closing) {
    Promise<Void> ended = Promise.promise();
    closing.addListener(done -> ended.complete());
    return ended.future();
  }
}
