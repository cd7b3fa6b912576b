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
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final long ON_ITS_WAY_MILLIS = 100;

  /** Reasons to refuse an OFFER before the private-key operation. */
  private static final Set<Reason> OFFER_REFUSALS =
      EnumSet.of(Reason.ADMISSION, Reason.STALE, Reason.REPLAYED, Reason.UNKNOWN_KEY);

  private final NetSocket socket;
  private final Role role;
  private final ConnectionContext context;
  private final Context loop;

  private ByteBuffer in = NOTHING;
  private boolean computing;
  private boolean paused;
  private boolean draining;

  /** Also read by the crypto threads, which skip work for disconnected clients. */
  private volatile boolean closed;

  /** Why the connection is closing; null while it is open. */
  private CloseCause cause;

  /** When the next input is due, in nanoseconds, and the cause to close with if it is late. */
  private long deadlineNanos;

  private CloseCause ifOverdue;

  /** Whether an OFFER has been answered and its CONFIRM is due. */
  private boolean confirmDue;

  /** Replies that the kernel has not accepted yet, because the peer does not read. */
  private int unwritten;

  /** Whether the role holds part of a frame. */
  private boolean midFrame;

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
    if (!computing && nowNanos - deadlineNanos > 0) {
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
    loop.owner().setTimer(ON_ITS_WAY_MILLIS, due -> closeAtRest());
  }

  private void closeAtRest() {
    draining = true;
    closeIfAtRest();
  }

  private void closeIfAtRest() {
    if (draining && !closed && !underWay()) {
      end(CloseCause.STOP);
    }
  }

  /** Whether an exchange has started, with its first byte, and not finished. */
  boolean underWay() {
    return computing || confirmDue || midFrame || in.hasRemaining();
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
    if (computing) {
      pause();
    } else {
      readOn();
    }
  }

  private void readOn() {
    try {
      while (in.hasRemaining() && !computing && !closed && cause == null) {
        Step step = role.receive(in);
        midFrame = step instanceof Step.Await;
        received(step);
      }
    } catch (RuntimeException | Error e) {
      failed(e);
    }
    closeIfAtRest();
  }

  private void received(Step step) {
    if (step instanceof Step.Send send) {
      context.figures().acked.increment();
      confirmDue = true;
      await(CloseCause.NO_CONFIRM);
      write(send.bytes());
    } else if (step instanceof Step.Compute compute) {
      compute(compute);
    } else if (step instanceof Step.Established established) {
      context.figures().confirmed.increment();
      established.session().close();
      confirmDue = false;
      await(CloseCause.IDLE);
      write(established.bytes());
    } else if (step instanceof Step.Refused refused) {
      refused(refused);
    }
  }

  private void compute(Step.Compute compute) {
    if (!confirmDue) {
      context.figures().offers.increment(); // else it is a later part of an exchange under way
    }
    computing = true;
    CryptoExecutor.Reply reply =
        new CryptoExecutor.Reply(
            next -> computed(next, compute.claimed()), this::failed, () -> !closed);
    context.compute().run(compute, loop, reply);
  }

  private void computed(Step next, Optional<ClientId> claimed) {
    long holdNanos =
        next instanceof Step.Refused refused && refused.reason() == Reason.REJECTED
            ? claimed.map(context.attempts()::failed).orElse(0L)
            : 0;
    if (holdNanos == 0 || closed) {
      goOn(next);
      return;
    }
    context.figures().delayedRejections.increment();
    long millis = TimeUnit.NANOSECONDS.toMillis(holdNanos) + 1;
    loop.owner().setTimer(millis, due -> goOn(next));
  }

  private void goOn(Step next) {
    computing = false;
    if (closed) {
      role.close();
      return;
    }
    try {
      received(next);
      resume();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
    readOn();
  }

  private void failed(Throwable failure) {
    computing = false;
    context.failures().accept(failure);
    role.close();
    end(CloseCause.FAILURE);
  }

  private void refused(Step.Refused refused) {
    context.figures().refused(refused.reason());
    if (OFFER_REFUSALS.contains(refused.reason())) {
      context.figures().offers.increment();
    }
    confirmDue = false;
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
    paused = true;
    socket.pause();
  }

  private void resume() {
    if (!paused || closed) {
      return;
    }
    if (socket.writeQueueFull()) {
      socket.drainHandler(done -> resume());
      return;
    }
    paused = false;
    socket.resume();
  }

  private void await(CloseCause orElse) {
    ifOverdue = orElse;
    deadlineNanos = System.nanoTime() + context.patience(orElse).toNanos();
  }

  private void closed() {
    closed = true;
    if (!computing) {
      role.close();
    }
    context.figures().closed(finalCause());
    context.forget().accept(this);
  }

  private CloseCause finalCause() {
    boolean peers = cause == null || cause == CloseCause.RESET;
    if (peers && computing) {
      return CloseCause.ABANDONED;
    }
    return cause == null ? CloseCause.PEER : cause;
  }
}
