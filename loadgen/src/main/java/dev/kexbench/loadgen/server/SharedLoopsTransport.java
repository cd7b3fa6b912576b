package dev.kexbench.loadgen.server;

import dev.kexbench.loadgen.transport.SocketTransport;
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
import io.netty.channel.unix.UnixChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.IoUringTransport;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A native transport whose listening sockets live on the loops that serve their connections. Vert.x
 * accepts on a dedicated thread. On a core that is busy with private-key operations each new
 * connection then preempts the work to wake that thread, which cost 8 % of the server's CPU time
 * when measured with epoll.
 */
final class SharedLoopsTransport implements Transport {
  /** Maximum number of connections accepted in one turn of a loop. */
  private static final int ACCEPTED_A_TURN = 256;

  private final SocketTransport kind;
  private final int deferAcceptSeconds;
  private final io.vertx.core.spi.transport.Transport implementation;
  private EventLoopGroup loops;

  /** Whether there is a socket on the port that several sockets share. */
  private final AtomicBoolean portTaken = new AtomicBoolean();

  /** Whether this kind of transport can be used so. */
  static boolean supports(SocketTransport kind) {
    return kind != SocketTransport.NIO;
  }

  /**
   * A transport of a kind that is supported and available here.
   *
   * @param deferAcceptSeconds how long the kernel may keep a silent connection to itself; 0 to
   *     accept at once. It holds for the statistics port too, whose clients send first
   */
  SharedLoopsTransport(SocketTransport kind, int deferAcceptSeconds) {
    this.kind = kind;
    this.deferAcceptSeconds = deferAcceptSeconds;
    this.implementation =
        switch (kind) {
          case EPOLL -> new OnEpoll();
          case IO_URING -> new OnIoUring();
          case NIO -> throw new IllegalArgumentException("nio cannot share a port");
        };
  }

  @Override
  public String name() {
    return kind.label();
  }

  @Override
  public boolean available() {
    return implementation.isAvailable();
  }

  @Override
  public Throwable unavailabilityCause() {
    return implementation.unavailabilityCause();
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return implementation;
  }

  private EventLoopGroup group(
      int type, int threads, ThreadFactory factory, IoHandlerFactory handlers) {
    if (type == io.vertx.core.spi.transport.Transport.IO_EVENT_LOOP_GROUP || loops == null) {
      loops = new Loops(threads, factory, handlers);
    }
    return loops;
  }

  private void listenOnLoops(
      TcpConfig config, ServerBootstrap bootstrap, ChannelOption<Integer> deferAccept) {
    if (deferAcceptSeconds > 0) {
      bootstrap.option(deferAccept, deferAcceptSeconds);
    }
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

  private final class OnEpoll extends EpollTransport {
    @Override
    public EventLoopGroup eventLoopGroup(
        int type, int threads, ThreadFactory factory, int ioRatio) {
      return group(type, threads, factory, ioHandlerFactory());
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
      super.configure(config, domainSocket, bootstrap);
      listenOnLoops(config, bootstrap, EpollChannelOption.TCP_DEFER_ACCEPT);
    }
  }

  private final class OnIoUring extends IoUringTransport {
    @Override
    public EventLoopGroup eventLoopGroup(
        int type, int threads, ThreadFactory factory, int ioRatio) {
      return group(type, threads, factory, ioHandlerFactory());
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
      super.configure(config, domainSocket, bootstrap);
      listenOnLoops(config, bootstrap, IoUringChannelOption.TCP_DEFER_ACCEPT);
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
      context.channel().config().setOption(UnixChannelOption.SO_REUSEPORT, false);
      context
          .bind(address)
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  context.channel().config().setOption(UnixChannelOption.SO_REUSEPORT, true);
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
}
