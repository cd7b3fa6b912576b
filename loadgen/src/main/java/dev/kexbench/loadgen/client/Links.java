package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.Ledger;
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
final class Links {
  /** An answer is shorter, but for certificates of large keys; a longer one is read in parts. */
  private static final RecvByteBufAllocator READS = new FixedRecvByteBufAllocator(2_048);

  private final Lane lane;
  private final ChannelFactory<? extends Channel> sockets;
  private final LaneSetting setting;
  private final Deque<Link> idle = new ArrayDeque<>();
  private int open;
  private int nextSource;
  private int nextTarget;

  /** None yet. */
  Links(Lane lane, ChannelFactory<? extends Channel> sockets, LaneSetting setting) {
    this.lane = lane;
    this.sockets = sockets;
    this.setting = setting;
  }

  /** A connection that has carried a handshake and may carry this one, or null. */
  Link kept(Link.User user) {
    Link link = idle.pollFirst();
    while (link != null && !link.isUsable()) {
      link = idle.pollFirst();
    }
    if (link != null) {
      link.carry(user);
    }
    return link;
  }

  /**
   * Begins to open a connection, which tells its user how that ends.
   *
   * @throws ChannelException if not even a socket can be had
   */
  Link open(Link.User user, Ledger ledger) {
    Channel channel = sockets.newChannel();
    configure(channel.config());
    int target = nextTarget();
    Link link = new Link(this, channel, new Link.End(target, ledger), user);
    channel.pipeline().addLast(link);
    open++;
    lane.loop().register(channel);
    connect(channel, target).addListener(done -> link.attempted((ChannelFuture) done));
    return link;
  }

  private void configure(ChannelConfig socket) {
    socket.setRecvByteBufAllocator(READS);
    socket.setConnectTimeoutMillis(0); // the lane gives up for all of its handshakes
    if (setting.conduct().close() == Conduct.Close.RST) {
      socket.setOption(ChannelOption.SO_LINGER, 0);
    }
    if (socket instanceof EpollChannelConfig && !setting.conduct().sources().isEmpty()) {
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
    List<InetSocketAddress> sources = setting.conduct().sources();
    return sources.isEmpty() ? null : sources.get(nextSource++ % sources.size());
  }

  /** Keeps a connection for another handshake, or ends it where it has carried its share. */
  void release(Link link, boolean reusable) {
    link.rest();
    if (reusable && link.isUsable() && link.carried() < setting.conduct().perConnection()) {
      idle.addFirst(link);
    } else {
      link.close();
    }
  }

  /** Told by a connection that has ended. */
  void gone(Link link) {
    open--;
    idle.remove(link);
    lane.reportQuiet();
  }

  /** Told by a connection in whose handling the generator itself has failed. */
  void failed(Throwable why) {
    lane.failed(why);
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
