package dev.kexbench.loadgen.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.VertxBuilder;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.transport.Transport;
import java.util.concurrent.ThreadFactory;

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

  /** Uses this transport if epoll is available, else leaves the builder unchanged. */
  static VertxBuilder into(VertxBuilder builder) {
    return Transport.EPOLL != null && Transport.EPOLL.available()
        ? builder.withTransport(new Named())
        : builder;
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
