package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.LoopRecorder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelConfig;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The connections of one generator loop: opens them, and keeps those that may carry another
 * handshake.
 */
final class ConnectionPool {
  /**
   * Bytes per read. Most replies fit; longer ones, such as certificates of large keys, take
   * several.
   */
  private static final RecvByteBufAllocator READS = new FixedRecvByteBufAllocator(2_048);

  private final GeneratorLoop loop;
  private final ChannelFactory<? extends Channel> sockets;
  private final LoopSettings setting;
  private final Deque<ClientConnection> idle = new ArrayDeque<>();
  private int open;
  private int nextSource;
  private int nextTarget;

  /** Creates an empty pool. */
  ConnectionPool(
      GeneratorLoop loop, ChannelFactory<? extends Channel> sockets, LoopSettings setting) {
    this.loop = loop;
    this.sockets = sockets;
    this.setting = setting;
  }

  /** Assigns this handshake to an idle connection; returns null if there is none. */
  ClientConnection kept(ClientConnection.User user) {
    ClientConnection connection = idle.pollFirst();
    while (connection != null && !connection.isUsable()) {
      connection = idle.pollFirst();
    }
    if (connection != null) {
      connection.carry(user);
    }
    return connection;
  }

  /**
   * Starts to open a connection, which reports the result to its user. With TCP Fast Open, the user
   * writes its first message before the connection is opened.
   *
   * @throws ChannelException if no socket can be created
   */
  ClientConnection open(ClientConnection.User user, LoopRecorder recorder) {
    Channel channel = sockets.newChannel();
    configure(channel.config());
    int target = nextTarget();
    ClientConnection connection =
        new ClientConnection(this, channel, new ClientConnection.End(target, recorder), user);
    channel.pipeline().addLast(connection);
    open++;
    loop.eventLoop().register(channel);
    if (setting.policy().fastOpen()) {
      user.opening(connection);
    }
    connect(channel, target).addListener(done -> connection.attempted((ChannelFuture) done));
    return connection;
  }

  private void configure(ChannelConfig socket) {
    socket.setRecvByteBufAllocator(READS);
    socket.setConnectTimeoutMillis(0); // the generator loop times out all of its handshakes
    if (setting.policy().close() == ConnectionPolicy.Close.RST) {
      socket.setOption(ChannelOption.SO_LINGER, 0);
    }
    if (socket instanceof EpollChannelConfig && setting.policy().fastOpen()) {
      socket.setOption(ChannelOption.TCP_FASTOPEN_CONNECT, true);
    }
    if (socket instanceof EpollChannelConfig && !setting.policy().sources().isEmpty()) {
      // The kernel then chooses the port at connect time, and can reuse more ports.
      socket.setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
  }

  private ChannelFuture connect(Channel channel, int target) {
    InetSocketAddress source = nextSource();
    InetSocketAddress server = setting.targets().get(target);
    return source == null ? channel.connect(server) : channel.connect(server, source);
  }

  /** The index of the server for the next connection. */
  int nextTarget() {
    return nextTarget++ % setting.targets().size();
  }

  /** The local address for the next connection; null for the kernel's choice. */
  InetSocketAddress nextSource() {
    List<InetSocketAddress> sources = setting.policy().sources();
    return sources.isEmpty() ? null : sources.get(nextSource++ % sources.size());
  }

  /** Keeps a connection for another handshake, or closes it if it may not carry another one. */
  void release(ClientConnection connection, boolean reusable) {
    connection.rest();
    if (reusable
        && connection.isUsable()
        && connection.carried() < setting.policy().perConnection()) {
      idle.addFirst(connection);
    } else {
      connection.close();
    }
  }

  /** Removes a connection that has ended. */
  void gone(ClientConnection connection) {
    open--;
    idle.remove(connection);
    loop.reportQuiet();
  }

  /** A datagram socket, which is not kept here, is being opened. */
  void datagramsOpening() {
    open++;
  }

  /** A datagram socket is closed, or could not be opened. */
  void datagramsClosed() {
    open--;
    loop.reportQuiet();
  }

  /** Reports that the generator itself failed while it handled a connection. */
  void failed(Throwable why) {
    loop.failed(why);
  }

  /** Closes the idle connections. */
  void closeIdle() {
    while (!idle.isEmpty()) {
      idle.removeFirst().close();
    }
  }

  /** The number of connections and datagram sockets that are open or being opened. */
  int open() {
    return open;
  }
}
