package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientId;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One socket with its role. It lives on one event loop. While a crypto task is pending, received
 * bytes are buffered here and the socket is paused.
 */
final class Connection {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  /** How long a connection that is to close still waits for an OFFER in transit. */
  private static final long IN_TRANSIT_MILLIS = 100;

  /** Reasons to refuse an OFFER before the private-key operation. */
  private static final Set<Reason> OFFER_REFUSALS =
      EnumSet.of(Reason.ADMISSION, Reason.STALE, Reason.REPLAYED, Reason.UNKNOWN_KEY);

  private final NetSocket socket;
  private final Role role;
  private final ConnectionContext context;
  private final Context loop;

  private ByteBuffer in = EMPTY;
  private Progress progress = Progress.NONE;
  private Reading reading = Reading.ON;

  /** Also read by the crypto threads, which skip work for disconnected clients. */
  private volatile Life life = Life.OPEN;

  /** Why the connection is closing; null while it is open. */
  private CloseCause cause;

  /** When the next input is due, in nanoseconds, and the cause to close with if it is late. */
  private long deadlineNanos;

  private CloseCause ifOverdue;

  /** Replies that the kernel has not accepted yet, because the peer does not read. */
  private int unwritten;

  /** How far the current exchange has got. */
  private enum Progress {
    /** No exchange has started, or the last one has ended. */
    NONE,
    /** The role holds part of the first frame. */
    STARTED,
    /** The crypto task for the first frame is pending. */
    COMPUTING,
    /** The first frame has been answered, and the CONFIRM is due. */
    CONFIRM_DUE,
    /** The crypto task for a later frame is pending; the CONFIRM is still due. */
    CONFIRM_COMPUTING;

    boolean computing() {
      return this == COMPUTING || this == CONFIRM_COMPUTING;
    }

    /** The role has taken part of a frame. */
    Progress partOfFrame() {
      return this == NONE ? STARTED : this;
    }

    /** A crypto task starts. */
    Progress compute() {
      return this == CONFIRM_DUE ? CONFIRM_COMPUTING : COMPUTING;
    }

    /** The crypto task, if there is one, has ended; its step decides what follows. */
    Progress computed() {
      return switch (this) {
        case COMPUTING -> NONE;
        case CONFIRM_COMPUTING -> CONFIRM_DUE;
        default -> this;
      };
    }
  }

  /** Whether bytes are read from the socket. */
  private enum Reading {
    ON,
    PAUSED
  }

  /** The states of a connection, in this order; a connection may go from OPEN to CLOSED. */
  private enum Life {
    /** Exchanges start and finish. */
    OPEN,
    /** The exchange in progress may finish; then the connection is closed. */
    DRAINING,
    /** The socket is closed. */
    CLOSED;

    Life drain() {
      return this == OPEN ? DRAINING : this;
    }
  }

  Connection(NetSocket socket, Role role, ConnectionContext context, Context loop) {
    this.socket = socket;
    this.role = role;
    this.context = context;
    this.loop = loop;
    await(CloseCause.NO_OFFER);
  }

  void open() {
    socket.handler(this::received);
    socket.exceptionHandler(reset -> end(CloseCause.RESET));
    socket.closeHandler(done -> closed());
    socket.shutdownHandler(within -> drain());
    received(role.start());
  }

  /** Closes the connection if the peer has missed its deadline. */
  void closeIfOverdue(long nowNanos) {
    if (!progress.computing() && nowNanos - deadlineNanos > 0) {
      abort(unwritten > 0 ? CloseCause.STALLED : ifOverdue);
    }
  }

  /**
   * Lets the exchange in progress finish, and starts no other. Vert.x starts every close by asking
   * whether the connection is ready to close.
   */
  private void drain() {
    if (cause != null) {
      end(cause);
      return;
    }
    // The peer may have sent an OFFER that has not been read yet.
    loop.owner().setTimer(IN_TRANSIT_MILLIS, due -> closeAtRest());
  }

  private void closeAtRest() {
    life = life.drain();
    closeIfAtRest();
  }

  private void closeIfAtRest() {
    if (life == Life.DRAINING && !underWay()) {
      end(CloseCause.STOP);
    }
  }

  /** Whether an exchange has started, with its first byte, and not finished. */
  boolean underWay() {
    return progress != Progress.NONE || in.hasRemaining();
  }

  /** Closes the connection in any state, because the server stops. */
  Future<Void> cutOff() {
    return abort(underWay() ? CloseCause.CUT_OFF : CloseCause.STOP);
  }

  /** Closes without waiting for the peer to read pending replies. */
  private Future<Void> abort(CloseCause why) {
    Future<Void> ended = end(why);
    if (unwritten > 0) {
      Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
      channel.unsafe().close(channel.voidPromise());
    }
    return ended;
  }

  /** Closes with this cause, unless a cause is already set. */
  private Future<Void> end(CloseCause why) {
    cause = cause == null ? why : cause;
    return socket.close();
  }

  private void received(Buffer more) {
    if (cause != null) {
      return; // nothing is read any more
    }
    ByteBuffer arrived = ByteBuffer.wrap(more.getBytes());
    if (in.hasRemaining()) {
      in = ByteBuffer.allocate(in.remaining() + arrived.remaining()).put(in).put(arrived).flip();
    } else {
      in = arrived;
    }
    if (progress.computing()) {
      pause();
    } else {
      readBuffered();
    }
  }

  private void readBuffered() {
    try {
      while (in.hasRemaining() && reads()) {
        Step step = role.receive(in);
        if (step instanceof Step.Await) {
          progress = progress.partOfFrame();
        }
        received(step);
      }
    } catch (RuntimeException | Error e) {
      failed(e);
    }
    closeIfAtRest();
  }

  private boolean reads() {
    return !progress.computing() && life != Life.CLOSED && cause == null;
  }

  private void received(Step step) {
    if (step instanceof Step.Send send) {
      context.figures().acked.increment();
      progress = Progress.CONFIRM_DUE;
      await(CloseCause.NO_CONFIRM);
      write(send.bytes());
    } else if (step instanceof Step.Compute compute) {
      compute(compute);
    } else if (step instanceof Step.Established established) {
      context.figures().confirmed.increment();
      established.session().close();
      progress = Progress.NONE;
      await(CloseCause.IDLE);
      write(established.bytes());
    } else if (step instanceof Step.Refused refused) {
      refused(refused);
    }
  }

  private void compute(Step.Compute compute) {
    if (progress != Progress.CONFIRM_DUE) {
      context.figures().offers.increment(); // else it is a later part of an exchange in progress
    }
    progress = progress.compute();
    CryptoExecutor.Reply reply =
        new CryptoExecutor.Reply(
            next -> computed(next, compute.claimed()), this::failed, () -> life != Life.CLOSED);
    context.compute().run(compute, loop, reply);
  }

  private void computed(Step next, Optional<ClientId> claimed) {
    long holdNanos =
        next instanceof Step.Refused refused && refused.reason() == Reason.REJECTED
            ? claimed.map(context.attempts()::failed).orElse(0L)
            : 0;
    if (holdNanos == 0 || life == Life.CLOSED) {
      proceed(next);
      return;
    }
    context.figures().delayedRejections.increment();
    long millis = TimeUnit.NANOSECONDS.toMillis(holdNanos) + 1;
    loop.owner().setTimer(millis, due -> proceed(next));
  }

  private void proceed(Step next) {
    progress = progress.computed();
    if (life == Life.CLOSED) {
      role.close();
      return;
    }
    try {
      received(next);
      resume();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
    readBuffered();
  }

  private void failed(Throwable failure) {
    progress = progress.computed();
    context.failures().accept(failure);
    role.close();
    end(CloseCause.FAILURE);
  }

  private void refused(Step.Refused refused) {
    context.figures().refused(refused.reason());
    if (OFFER_REFUSALS.contains(refused.reason())) {
      context.figures().offers.increment();
    }
    progress = Progress.NONE;
    await(CloseCause.IDLE);
    Future<Void> written = write(refused.bytes());
    if (refused.ends()) {
      CloseCause why = CloseCause.of(refused.reason());
      cause = why;
      written.onComplete(done -> end(why));
    }
  }

  private Future<Void> write(byte[] bytes) {
    if (bytes.length == 0) {
      return Future.succeededFuture();
    }
    long start = System.nanoTime();
    if (socket.writeQueueFull()) {
      // Stop reading from a peer that does not read its replies.
      pause();
      socket.drainHandler(done -> resume());
    }
    unwritten++;
    return socket
        .write(Buffer.buffer(bytes))
        .onComplete(done -> unwritten--)
        .onSuccess(done -> context.stages().written(System.nanoTime() - start));
  }

  private void pause() {
    reading = Reading.PAUSED;
    socket.pause();
  }

  private void resume() {
    if (reading == Reading.ON || life == Life.CLOSED) {
      return;
    }
    if (socket.writeQueueFull()) {
      socket.drainHandler(done -> resume());
      return;
    }
    reading = Reading.ON;
    socket.resume();
  }

  private void await(CloseCause orElse) {
    ifOverdue = orElse;
    deadlineNanos = System.nanoTime() + context.patience(orElse).toNanos();
  }

  private void closed() {
    life = Life.CLOSED;
    if (!progress.computing()) {
      role.close();
    }
    context.figures().closed(finalCause());
    context.forget().accept(this);
  }

  private CloseCause finalCause() {
    boolean peers = cause == null || cause == CloseCause.RESET;
    if (peers && progress.computing()) {
      return CloseCause.ABANDONED;
    }
    return cause == null ? CloseCause.PEER : cause;
  }
}
