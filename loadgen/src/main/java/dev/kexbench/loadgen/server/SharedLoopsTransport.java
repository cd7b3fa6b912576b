package dev.kexbench.loadgen.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.VertxBuilder;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An epoll transport whose listening sockets live on the loops that serve their connections. Vert.x
 * accepts on a dedicated thread. On a core that is busy with private-key operations each new
 * connection then preempts the work to wake that thread, which cost 8 % of the server's CPU time
 * when measured.
 */
final class SharedLoopsTransport extends EpollTransport {
  /** Maximum number of connections accepted in one turn of a loop. */
  private static final int ACCEPTED_A_TURN = 256;

  private EventLoopGroup loops;

  /** Whether there is a socket on the port that several sockets share. */
  private final AtomicBoolean portTaken = new AtomicBoolean();

  /** Whether there is epoll on this machine. */
  static boolean isPossible() {
    return Transport.EPOLL != null && Transport.EPOLL.available();
  }

  /** Uses this transport if epoll is available, else leaves the builder unchanged. */
  static VertxBuilder into(VertxBuilder builder) {
    return isPossible() ? builder.withTransport(new Named()) : builder;
  }

  @Override
  public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
    if (type == IO_EVENT_LOOP_GROUP || loops == null) {
      loops = new Loops(threads, factory, ioHandlerFactory());
    }
    return loops;
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
    super.configure(config, domainSocket, bootstrap);
    // Netty counts an accepted descriptor as bytes read, and stops after the first one.
    bootstrap.option(
        ChannelOption.RECVBUF_ALLOCATOR,
        new ServerChannelRecvByteBufAllocator()
            .respectMaybeMoreData(false)
            .maxMessagesPerRead(ACCEPTED_A_TURN));
    if (config.isSoReusePort() && portTaken.compareAndSet(false, true)) {
      bootstrap.handler(new FirstOfPort());
    }
  }

  /**
   * Binds the first of several sockets that share a port. It is bound like a socket that does not
   * share, and admits others to its port afterwards: else a second server of the same user could
   * listen on the same port, and take half of the connections without either noticing.
   */
  private static final class FirstOfPort extends ChannelOutboundHandlerAdapter {
    @Override
    public void bind(ChannelHandlerContext context, SocketAddress address, ChannelPromise bound) {
      context.channel().config().setOption(EpollChannelOption.SO_REUSEPORT, false);
      context
          .bind(address)
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  context.channel().config().setOption(EpollChannelOption.SO_REUSEPORT, true);
                  bound.setSuccess();
                } else {
                  bound.setFailure(done.cause());
                }
              });
    }
  }

  /** Registers a channel opened on one of its loops there, and spreads the others. */
  private static final class Loops extends MultiThreadIoEventLoopGroup {
    Loops(int threads, ThreadFactory factory, IoHandlerFactory handlers) {
      super(threads, factory, handlers);
    }

    @Override
    public IoEventLoop next() {
      for (EventExecutor loop : this) {
        if (loop.inEventLoop()) {
          return (IoEventLoop) loop;
        }
      }
      return super.next();
    }
  }

  /** The transport in the form that a Vert.x builder takes. */
  private static final class Named implements Transport {
    private final SharedLoopsTransport transport = new SharedLoopsTransport();

    @Override
    public String name() {
      return "epoll";
    }

    @Override
    public boolean available() {
      return transport.isAvailable();
    }

    @Override
    public Throwable unavailabilityCause() {
      return transport.unavailabilityCause();
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
      return transport;
    }
  }
}
