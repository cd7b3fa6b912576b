package dev.kexbench.loadgen.server;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.SocketAddress;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The port on which all event loops of a server listen, on one socket or on one each. With one
 * each, the kernel selects a connection's event loop, by a hash of its addresses and ports.
 */
final class ListeningPort {
  /** In Vert.x a negative port means any free port, the same one for all listeners. */
  private static final int SHARED_RANDOM_PORT = -1;

  private final String host;
  private final int wanted;
  private final boolean socketPerLoop;
  private final AtomicInteger listeners = new AtomicInteger();
  private final Promise<Integer> first = Promise.promise();

  /**
   * A port that nothing listens on yet.
   *
   * @param wanted 0 for any free port
   * @param socketPerLoop whether each event loop has its own socket, with a transport that can
   */
  ListeningPort(String host, int wanted, boolean socketPerLoop) {
    this.host = host;
    this.wanted = wanted;
    this.socketPerLoop = socketPerLoop;
  }

  boolean socketPerLoop() {
    return socketPerLoop;
  }

  /** The bound port; known once a listener has started. */
  int bound() {
    return first.future().result();
  }

  /**
   * Lets a server listen.
   *
   * @param loop the event loop that calls
   */
  Future<NetServer> listen(NetServer server, Context loop) {
    int index = listeners.getAndIncrement();
    if (!socketPerLoop) {
      return server
          .listen(wanted == 0 ? SHARED_RANDOM_PORT : wanted, host)
          .onSuccess(listening -> first.tryComplete(listening.actualPort()));
    }
    if (index == 0) {
      return server
          .listen(address(index, wanted))
          .onSuccess(listening -> first.complete(listening.actualPort()))
          .onFailure(first::fail);
    }
    Promise<NetServer> others = Promise.promise();
    first
        .future()
        .onFailure(others::fail)
        .onSuccess(
            port ->
                loop.runOnContext(back -> server.listen(address(index, port)).onComplete(others)));
    return others.future();
  }

  /**
   * The address under a name of its own: Vert.x shares one socket among all servers whose host has
   * the same name.
   */
  private SocketAddress address(int index, int port) {
    try {
      InetAddress resolved = InetAddress.getByName(host);
      String name = host + " loop " + index;
      InetAddress named =
          resolved instanceof Inet6Address six
              ? Inet6Address.getByAddress(name, six.getAddress(), six.getScopeId())
              : InetAddress.getByAddress(name, resolved.getAddress());
      return SocketAddress.inetSocketAddress(new InetSocketAddress(named, port));
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }
}
