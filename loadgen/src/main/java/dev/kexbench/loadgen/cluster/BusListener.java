package dev.kexbench.loadgen.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * The listening end of an agent. Of the connections that have not authenticated, each has a time
 * limit, and if there are too many, the oldest of the host that has the most is closed. Of the
 * others, the one that was silent for longest is.
 */
final class BusListener implements BusConnection.Events {
  /** The most connections that have not authenticated. */
  static final int MOST_UNAUTHENTICATED = 64;

  /** The most connections that have. */
  static final int MOST_AUTHENTICATED = 256;

  private final Vertx vertx;
  private final ClusterTls tls;
  private final BusConnection.Events events;
  private final Set<BusConnection> unauthenticated = new LinkedHashSet<>();
  private final Set<BusConnection> authenticated = new LinkedHashSet<>();

  /**
   * A listener that does not listen yet.
   *
   * @param events of authenticated connections, and the ends of the others
   */
  BusListener(Vertx vertx, ClusterTls tls, BusConnection.Events events) {
    this.vertx = vertx;
    this.tls = tls;
    this.events = events;
  }

  /** Listens at the first free port; returns the address as HOST:PORT. */
  String listen(Context on, InetSocketAddress at, int ports) throws IOException {
    int last = Math.min(at.getPort() + ports - 1, 0xffff);
    for (int port = at.getPort(); ; port++) {
      try {
        return bound(on, at, port);
      } catch (BindException e) {
        if (port >= last) {
          throw e;
        }
      }
    }
  }

  private String bound(Context on, InetSocketAddress at, int port) throws IOException {
    String host = at.getAddress().getHostAddress();
    CompletableFuture<NetServer> listening = new CompletableFuture<>();
    on.runOnContext(
        then ->
            start(port, host).onComplete(listening::complete, listening::completeExceptionally));
    try {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + listening.join().actualPort();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BindException taken) {
        throw taken;
      }
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  private Future<NetServer> start(int port, String host) {
    return vertx
        .createNetServer(new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true))
        .connectHandler(this::accept)
        .listen(port, host);
  }

  private void accept(NetSocket socket) {
    BusConnection connection = new BusConnection(vertx, socket, tls.server(), this);
    unauthenticated.add(connection);
    if (unauthenticated.size() > MOST_UNAUTHENTICATED) {
      crowding().fail(new BusConnection.Failure(Rejection.CROWDED_OUT, "too many connections"));
    }
    connection.start();
  }

  /** The oldest of the host that has the most, so that one host cannot displace the others. */
  private BusConnection crowding() {
    return unauthenticated.stream()
        .collect(
            Collectors.groupingBy(BusConnection::host, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .max(Comparator.comparingInt(List::size))
        .orElseThrow()
        .get(0);
  }

  /** Ends connections that have not authenticated in time; to be called now and then. */
  void sweep() {
    long now = System.nanoTime();
    List.copyOf(unauthenticated).forEach(each -> each.checkHandshake(now));
  }

  @Override
  public void onEstablished(BusConnection connection) {
    unauthenticated.remove(connection);
    authenticated.add(connection);
    if (authenticated.size() > MOST_AUTHENTICATED) {
      authenticated.stream()
          .min(Comparator.comparingLong(BusConnection::heardNanos))
          .ifPresent(BusConnection::close);
    }
    events.onEstablished(connection);
  }

  @Override
  public void onFrame(BusConnection connection, BusFrame frame) {
    events.onFrame(connection, frame);
  }

  @Override
  public void onEnd(BusConnection connection, Optional<BusConnection.Failure> why) {
    unauthenticated.remove(connection);
    authenticated.remove(connection);
    events.onEnd(connection, why);
  }
}
