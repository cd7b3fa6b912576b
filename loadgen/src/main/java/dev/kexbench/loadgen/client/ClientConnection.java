package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.LoopRecorder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** One connection, which carries one handshake at a time. Lives on its lane's event loop. */
final class ClientConnection extends ChannelInboundHandlerAdapter {
  /** What a connection carries between two handshakes. */
  private static final User NOBODY =
      new User() {
        @Override
        public void connected() {}

        @Override
        public void unconnected(Throwable why) {}

        @Override
        public void received(ByteBuffer bytes) {}

        @Override
        public void disconnected(boolean reset) {}
      };

  private final ConnectionPool pool;
  private final Channel channel;

  private final int target;

  /** Where its opening and its end are counted. */
  private final LoopRecorder recorder;

  private User user;
  private int carried = 1;
  private boolean open;
  private boolean reset;

  /** The handshake that a connection carries now. */
  interface User {
    /** The connection is there. */
    void connected();

    /** There will be none. */
    void unconnected(Throwable why);

    /** The peer has sent this; valid during the call. */
    void received(ByteBuffer bytes);

    /**
     * The connection is gone.
     *
     * @param reset whether it broke, rather than being closed in order
     */
    void disconnected(boolean reset);
  }

  /**
   * Where it leads, and where that is counted.
   *
   * @param target which of the servers
   */
  record End(int target, LoopRecorder recorder) {}

  ClientConnection(ConnectionPool pool, Channel channel, End end, User user) {
    this.pool = pool;
    this.channel = channel;
    this.user = user;
    this.target = end.target();
    this.recorder = end.recorder();
  }

  /** Which of the servers is at its other end. */
  int target() {
    return target;
  }

  /** Carries another handshake. */
  void carry(User next) {
    user = next;
    carried++;
  }

  /** Carries nobody until it is asked to. */
  void rest() {
    user = NOBODY;
  }

  /** How many handshakes it has been given so far. */
  int carried() {
    return carried;
  }

  /** Whether it is open, and neither end has begun to close it. */
  boolean isUsable() {
    return open && channel.isActive();
  }

  /** The attempt to connect has ended. */
  void attempted(ChannelFuture attempt) {
    if (attempt.isSuccess()) {
      open = true;
      recorder.opened();
      user.connected();
    } else {
      channel.close();
      pool.gone(this);
      user.unconnected(attempt.cause());
    }
  }

  /** Writes; whoever asked is told whether the bytes have gone to the kernel. */
  void write(byte[] bytes, Consumer<Boolean> written) {
    ChannelFuture done = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    if (done.isDone()) {
      written.accept(done.isSuccess());
    } else {
      done.addListener(later -> written.accept(later.isSuccess()));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      user.received(((ByteBuf) message).nioBuffer());
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /**
   * A peer under load resets connections by the thousand: they are counted, not logged. What is no
   * trouble of the network is one of ours.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      pool.failed(cause);
    }
    reset = true;
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (open) {
      open = false;
      recorder.closed();
      pool.gone(this);
      user.disconnected(reset);
    }
  }

  /** Ends the connection, or the attempt. */
  void close() {
    channel.close();
  }
}
