package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.LoopRecorder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** One connection, which carries one handshake at a time. Confined to one event loop. */
final class ClientConnection extends ChannelInboundHandlerAdapter {
  /** The user of an idle connection. */
  private static final User NO_USER =
      new User() {
        @Override
        public void opening(ClientConnection connection) {}

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

  /** Counts when the connection opens and closes. */
  private final LoopRecorder recorder;

  private User user;
  private int carried = 1;
  private boolean open;
  private boolean reset;

  /** The handshake that a connection carries. */
  interface User {
    /** The connection is about to be opened, and takes a first message for its SYN. */
    void opening(ClientConnection connection);

    /** The connection is open. */
    void connected();

    /** The connection could not be opened. */
    void unconnected(Throwable why);

    /** The peer has sent these bytes; valid only during the call. */
    void received(ByteBuffer bytes);

    /**
     * The connection has ended.
     *
     * @param reset whether it failed, rather than being closed by a FIN
     */
    void disconnected(boolean reset);
  }

  /**
   * The server at the other end of a connection, and the recorder that counts the connection.
   *
   * @param target index of the server
   */
  record End(int target, LoopRecorder recorder) {}

  ClientConnection(ConnectionPool pool, Channel channel, End end, User user) {
    this.pool = pool;
    this.channel = channel;
    this.user = user;
    this.target = end.target();
    this.recorder = end.recorder();
  }

  /** The index of the server that it leads to. */
  int target() {
    return target;
  }

  /** Assigns the next handshake to this idle connection. */
  void carry(User next) {
    user = next;
    carried++;
  }

  /** Makes the connection idle until the next {@link #carry}. */
  void rest() {
    user = NO_USER;
  }

  /** The number of handshakes it has carried so far, including the current one. */
  int carried() {
    return carried;
  }

  /** Whether it is open, and neither end has begun to close it. */
  boolean isUsable() {
    return open && channel.isActive();
  }

  /** Handles the end of the attempt to connect, successful or not. */
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

  /**
   * Writes the bytes, and reports to the callback whether the kernel has accepted them. On a
   * connection that is not open yet, they wait for that.
   */
  void write(byte[] bytes, Consumer<Boolean> written) {
    ByteBuf message = Unpooled.wrappedBuffer(bytes);
    ChannelFuture done = open ? channel.writeAndFlush(message) : channel.write(message);
    if (done.isDone()) {
      written.accept(done.isSuccess());
    } else {
      done.addListener(later -> written.accept(later.isSuccess()));
    }
  }

  /**
   * Sends what was written before the connection was open, and returns whether there was any: what
   * went with the SYN is sent.
   */
  boolean sendWaiting() {
    ChannelOutboundBuffer messages = channel.unsafe().outboundBuffer(); // null once it is closed
    boolean waiting = messages != null && !messages.isEmpty();
    channel.flush();
    return waiting;
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
   * A server under load resets thousands of connections, so resets are counted and not logged. Any
   * exception other than an {@link IOException} is a failure of the generator.
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

  /** Closes the connection, or cancels the attempt. */
  void close() {
    channel.close();
  }
}
