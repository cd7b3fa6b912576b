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

/** The connections of one lane: opens them, and keeps those that may carry another handshake. */
final class ConnectionPool {
  /** An answer is shorter, but for certificates of large keys; a longer one is read in parts. */
  private static final RecvByteBufAllocator READS = new FixedRecvByteBufAllocator(2_048);

  private final GeneratorLoop generatorLoop;
  private final ChannelFactory<? extends Channel> sockets;
  private final LoopSettings setting;
  private final Deque<ClientConnection> idle = new ArrayDeque<>();
  private int open;
  private int nextSource;
  private int nextTarget;

  /** None yet. */
  ConnectionPool(
      GeneratorLoop generatorLoop,
      ChannelFactory<? extends Channel> sockets,
      LoopSettings setting) {
    this.generatorLoop = generatorLoop;
    this.sockets = sockets;
    this.setting = setting;
  }

  /** A connection that has carried a handshake and may carry this one, or null. */
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
   * Begins to open a connection, which tells its user how that ends.
   *
   * @throws ChannelException if not even a socket can be had
   */
  ClientConnection open(ClientConnection.User user, LoopRecorder recorder) {
    Channel channel = sockets.newChannel();
    configure(channel.config());
    int target = nextTarget();
    ClientConnection connection =
        new ClientConnection(this, channel, new ClientConnection.End(target, recorder), user);
    channel.pipeline().addLast(connection);
    open++;
    generatorLoop.loop().register(channel);
    connect(channel, target).addListener(done -> connection.attempted((ChannelFuture) done));
    return connection;
  }

  private void configure(ChannelConfig socket) {
    socket.setRecvByteBufAllocator(READS);
    socket.setConnectTimeoutMillis(0); // the lane gives up for all of its handshakes
    if (setting.policy().close() == ConnectionPolicy.Close.RST) {
      socket.setOption(ChannelOption.SO_LINGER, 0);
    }
    if (socket instanceof EpollChannelConfig && !setting.policy().sources().isEmpty()) {
      // The kernel then chooses the port when it knows both ends, and reuses more of them.
      socket.setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
  }

  private ChannelFuture connect(Channel channel, int target) {
    InetSocketAddress source = nextSource();
    InetSocketAddress server = setting.targets().get(target);
    return source == null ? channel.connect(server) : channel.connect(server, source);
  }

  /** Which server has the next one. */
  int nextTarget() {
    return nextTarget++ % setting.targets().size();
  }

  /** Where the next one is to come from; null for the kernel's choice. */
  InetSocketAddress nextSource() {
    List<InetSocketAddress> sources = setting.policy().sources();
    return sources.isEmpty() ? null : sources.get(nextSource++ % sources.size());
  }

  /** Keeps a connection for another handshake, or ends it where it has carried its share. */
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

  /** Told by a connection that has ended. */
  void gone(ClientConnection connection) {
    open--;
    idle.remove(connection);
    generatorLoop.reportQuiet();
  }

  /** Told by a connection in whose handling the generator itself has failed. */
  void failed(Throwable why) {
    generatorLoop.failed(why);
  }

  /** Ends those that carry nothing. */
  void closeIdle() {
    while (!idle.isEmpty()) {
      idle.removeFirst().close();
    }
  }

  /** How many there are or are being opened. */
  int open() {
    return open;
  }
}
