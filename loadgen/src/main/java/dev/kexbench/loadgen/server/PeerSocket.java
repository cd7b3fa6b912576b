package dev.kexbench.loadgen.server;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/**
 * A socket with flow control: nothing is read from a peer that does not read its replies. Confined
 * to one event loop.
 */
final class PeerSocket {
  private final NetSocket socket;
  private final StageTimings stages;
  private Reading reading = Reading.ON;

  /** Replies that the kernel has not accepted yet, because the peer does not read. */
  private int unwritten;

  /** Whether bytes are read from the socket. CLOSED is final. */
  private enum Reading {
    ON,
    PAUSED,
    CLOSED
  }

  PeerSocket(NetSocket socket, StageTimings stages) {
    this.socket = socket;
    this.stages = stages;
  }

  void handlers(
      Handler<Buffer> received,
      Handler<Throwable> reset,
      Handler<Void> closed,
      Handler<Duration> shutdown) {
    socket.handler(received);
    socket.exceptionHandler(reset);
    socket.closeHandler(closed);
    socket.shutdownHandler(shutdown);
  }

  /** Writes the bytes, and pauses reading while the peer does not read them. */
  Future<Void> write(byte[] bytes) {
    if (bytes.length == 0) {
      return Future.succeededFuture();
    }
    long start = System.nanoTime();
    if (socket.writeQueueFull()) {
      pause();
      socket.drainHandler(done -> resume());
    }
    unwritten++;
    return socket
        .write(Buffer.buffer(bytes))
        .onComplete(done -> unwritten--)
        .onSuccess(done -> stages.written(System.nanoTime() - start));
  }

  void pause() {
    if (reading != Reading.CLOSED) {
      reading = Reading.PAUSED;
      socket.pause();
    }
  }

  /** Reads again, as soon as the peer has read enough of its replies. */
  void resume() {
    if (reading != Reading.PAUSED) {
      return;
    }
    if (socket.writeQueueFull()) {
      socket.drainHandler(done -> resume());
      return;
    }
    reading = Reading.ON;
    socket.resume();
  }

  /** Whether replies are pending that the peer has not read. */
  boolean stalled() {
    return unwritten > 0;
  }

  /** Closes after the pending replies. */
  Future<Void> close() {
    return socket.close();
  }

  /** Closes without waiting for the peer to read pending replies. */
  Future<Void> abort() {
    Future<Void> ended = socket.close();
    if (stalled()) {
      Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
      channel.unsafe().close(channel.voidPromise());
    }
    return ended;
  }

  /** Stops flow control, because the socket is closed. */
  void closed() {
    reading = Reading.CLOSED;
  }
}
