package dev.kexbench.loadgen.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.vertx.core.internal.VertxInternal;
import java.net.Inet4Address;
import java.net.InetSocketAddress;

/** Creates the generator's sockets. */
final class Sockets {
  private Sockets() {}

  /**
   * Sockets of the transport that Vert.x uses. With epoll they have the target's address family: a
   * dual-stack socket costs two more system calls and a longer path through the kernel.
   */
  static ChannelFactory<? extends Channel> towards(InetSocketAddress target, VertxInternal vertx) {
    boolean four = target.getAddress() instanceof Inet4Address;
    return four && vertx.isNativeTransportEnabled() && Epoll.isAvailable()
        ? () -> new EpollSocketChannel(SocketProtocolFamily.INET)
        : vertx.transport().channelFactory(false);
  }
}
