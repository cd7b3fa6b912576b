package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.ServerSide;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** One listening event loop and the connections that it has accepted. */
final class Listener extends VerticleBase {
  /** Linux's default for somaxconn, which caps the backlog. */
  private static final int BACKLOG = 4_096;

  /** In Vert.x a negative port means any free port, the same one for all listeners. */
  private static final int SHARED_RANDOM_PORT = -1;

  private static final long SWEEP_MILLIS = 500;

  /** Time for this server, rather than Vert.x, to close sockets that were cut off. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ServerSide side;
  private final ServerSettings setting;
  private final AtomicInteger boundPort;
  private final ConnectionContext connectionContext;
  private final Set<Connection> connections = new HashSet<>();
  private NetServer server;

  /**
   * Creates a listener.
   *
   * @param boundPort where the first listener stores the bound port and the others read it
   */
  Listener(
      ServerSide side,
      Function<Consumer<Connection>, ConnectionContext> shells,
      ServerSettings setting,
      AtomicInteger boundPort) {
    this.side = side;
    this.setting = setting;
    this.boundPort = boundPort;
    this.connectionContext = shells.apply(connections::remove);
  }

  @Override
  public Future<?> start() {
    server =
        vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(BACKLOG));
    server.connectHandler(this::accept);
    vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep());
    int port = setting.port() == 0 ? SHARED_RANDOM_PORT : setting.port();
    return server
        .listen(port, setting.host())
        .onSuccess(listening -> boundPort.set(listening.actualPort()));
  }

  @Override
  public Future<?> stop() {
    return cutOff();
  }

  private void accept(NetSocket socket) {
    if (connectionContext.figures().opened() > setting.limits().connections()) {
      connectionContext.figures().closed(CloseCause.LIMIT);
      socket.close();
      return;
    }
    PeerSocket peer = new PeerSocket(socket, connectionContext.stages());
    Connection connection = new Connection(peer, side.accept(), connectionContext, context);
    connections.add(connection);
    connection.open();
  }

  /**
   * Stops accepting, and ends after its last connection. May be called on any thread.
   *
   * @return how many exchanges were cut off
   */
  Future<Long> drain(Duration patience) {
    Promise<Long> drained = Promise.promise();
    context.runOnContext(now -> drain(patience, drained));
    return drained.future();
  }

  private void drain(Duration patience, Promise<Long> drained) {
    long[] unfinished = {0};
    long timer =
        vertx.setTimer(
            Math.max(1, patience.toMillis()),
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
    return Future.join(new ArrayList<>(connections).stream().map(Connection::cutOff).toList());
  }

  private void sweep() {
    long now = System.nanoTime();
    new ArrayList<>(connections).forEach(each -> each.closeIfOverdue(now));
  }
}
