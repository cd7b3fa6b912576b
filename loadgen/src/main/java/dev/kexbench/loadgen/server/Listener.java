package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.ServerSide;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** One listening event loop and the connections that it has accepted. */
final class Listener extends VerticleBase {
  /** What Linux allows by default (somaxconn); it cuts what is more. */
  private static final int BACKLOG = 4_096;

  /** To Vert.x a negative port means: any free one, but the same for all listeners. */
  private static final int SHARED_RANDOM_PORT = -1;

  private static final long SWEEP_MILLIS = 500;

  private final ServerSide side;
  private final ServerSetting setting;
  private final AtomicInteger boundPort;
  private final Shell shell;
  private final Set<Connection> connections = new HashSet<>();

  /**
   * A listener.
   *
   * @param boundPort where the first listener leaves the real port and the others find it
   */
  Listener(
      ServerSide side,
      Function<Consumer<Connection>, Shell> shells,
      ServerSetting setting,
      AtomicInteger boundPort) {
    this.side = side;
    this.setting = setting;
    this.boundPort = boundPort;
    this.shell = shells.apply(connections::remove);
  }

  @Override
  public Future<?> start() {
    NetServer server =
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
    return Future.join(
        new ArrayList<>(connections).stream().map(each -> each.end(CloseCause.STOP)).toList());
  }

  private void accept(NetSocket socket) {
    Connection connection = new Connection(socket, side.accept(), shell, context);
    connections.add(connection);
    connection.open();
  }

  private void sweep() {
    long now = System.nanoTime();
    new ArrayList<>(connections).forEach(each -> each.closeIfOverdue(now));
  }
}
