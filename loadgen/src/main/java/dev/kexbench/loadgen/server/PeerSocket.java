package dev.kexbench.loadgen.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ShutdownEvent;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A socket with flow control: nothing is read from a peer that does not read its replies. It takes
 * the place of a socket of Vert.x, which occupies more memory than all else of an idle connection.
 * Confined to one event loop.
 */
final class PeerSocket extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final StageTimings stages;
  private Owner owner;
  private Reading reading = Reading.ON;

  /** Whether reading waits for the peer to read its replies. */
  private boolean resumesWhenWritable;

  /** Replies that the kernel has not accepted yet, because the peer does not read. */
  private int unwritten;

  /** Whether bytes are read from the socket. CLOSED is final. */
  private enum Reading {
    ON,
    PAUSED,
    CLOSED
  }

  /** What happens to a socket; called on its event loop. */
  interface Owner {
    /** The peer's next bytes. */
    void received(ByteBuffer bytes);

    /** The connection broke. */
    void reset();

    /** An exception inside this server. */
    void failed(Throwable failure);

    /** The server stops. */
    void drain();

    /** The socket is closed, for whatever cause; called once. */
    void closed();
  }

  private PeerSocket(Channel channel, StageTimings stages) {
    this.channel = channel;
    this.stages = stages;
  }

  /** Takes over a socket that was accepted just now, on its event loop. */
  static PeerSocket of(NetSocket accepted, StageTimings stages) {
    ChannelHandlerContext vertx = ((NetSocketInternal) accepted).channelHandlerContext();
    PeerSocket socket = new PeerSocket(vertx.channel(), stages);
    vertx.pipeline().replace(vertx.handler(), "peer", socket);
    return socket;
  }

  /** Begins to report to its owner. */
  void open(Owner of) {
    owner = of;
    if (!channel.isActive()) {
      closed();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf arrived = (ByteBuf) message;
    byte[] bytes = new byte[arrived.readableBytes()];
    arrived.readBytes(bytes);
    arrived.release();
    owner.received(ByteBuffer.wrap(bytes));
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (resumesWhenWritable && channel.isWritable()) {
      resumesWhenWritable = false;
      resume();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ShutdownEvent) {
      owner.drain();
    } else {
      ReferenceCountUtil.release(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      owner.reset();
    } else {
      owner.failed(cause);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed();
  }

  private void closed() {
    if (reading != Reading.CLOSED) {
      reading = Reading.CLOSED;
      owner.closed();
    }
  }

  /** Writes the bytes, and pauses reading while the peer does not read them. */
  ChannelFuture write(byte[] bytes) {
    if (bytes.length == 0) {
      return channel.newSucceededFuture();
    }
    long start = System.nanoTime();
    if (!channel.isWritable()) {
      pause();
      resumesWhenWritable = true;
    }
    unwritten++;
    return channel
        .writeAndFlush(Unpooled.wrappedBuffer(bytes))
        .addListener(done -> written(done.isSuccess(), start));
  }

  private void written(boolean success, long start) {
    unwritten--;
    if (success) {
      stages.written(System.nanoTime() - start);
    }
  }

  void pause() {
    if (reading == Reading.ON) {
      reading = Reading.PAUSED;
      channel.config().setAutoRead(false);
    }
  }

  /** Reads again, as soon as the peer has read enough of its replies. */
  void resume() {
    if (reading != Reading.PAUSED) {
      return;
    }
    if (!channel.isWritable()) {
      resumesWhenWritable = true;
      return;
    }
    reading = Reading.ON;
    channel.config().setAutoRead(true);
  }

  /** Whether replies are pending that the peer has not read. */
  boolean stalled() {
    return unwritten > 0;
  }

  /** Closes after the pending replies. */
  void close() {
    if (stalled()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      channel.close();
    }
  }

  /** Closes without waiting for the peer to read pending replies. */
  ChannelFuture abort() {
    return channel.close();
  }
}
