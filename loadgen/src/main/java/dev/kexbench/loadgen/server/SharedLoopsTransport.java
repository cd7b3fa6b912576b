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
 * Epoll whose listening sockets live on the loops that serve their connections. Vert.x gives
 * accepting a thread of its own; on a core that is busy with private keys each new connection then
 * interrupts the work to wake that thread, which measured at a twelfth of the server's CPU time.
 */
final class SharedLoopsTransport extends EpollTransport {
  /** How many connections are accepted in one turn of a loop. */
  private static final int ACCEPTED_A_TURN = 256;

  private EventLoopGroup loops;

  /** Uses this transport where epoll is to be had, else leaves the builder as it is. */
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
    // Netty takes an accepted descriptor for a count of bytes, and stops after the first one.
    bootstrap.option(
        ChannelOption.RECVBUF_ALLOCATOR,
        new ServerChannelRecvByteBufAllocator()
            .respectMaybeMoreData(false)
            .maxMessagesPerRead(ACCEPTED_A_TURN));
  }

  /** Registers what is opened on one of its loops there, and spreads the rest. */
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

  /** What a builder takes. */
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
