package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import io.netty.channel.ChannelFuture;
import io.vertx.core.internal.ContextInternal;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One socket with its role. Confined to one event loop. While a crypto task is pending, received
 * bytes are buffered here and the socket is paused.
 */
final class Connection implements PeerSocket.Owner {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  /** How long a connection waits for an OFFER in transit before it closes for a draining server. */
  private static final long IN_TRANSIT_MILLIS = 100;

  /** Reasons to refuse an OFFER before the private-key operation. */
  private static final Set<Reason> OFFER_REFUSALS =
      EnumSet.of(Reason.ADMISSION, Reason.STALE, Reason.REPLAYED, Reason.UNKNOWN_KEY);

  /** What ends an expensive operation for a client that does not know its secret. */
  private static final Set<Reason> WRONG_SECRETS = EnumSet.of(Reason.REJECTED, Reason.BAD_CONFIRM);

  private final PeerSocket socket;
  private final Role role;
  private final ConnectionContext context;
  private final ContextInternal loop;

  private ByteBuffer in = EMPTY;
  private ExchangeProgress progress = ExchangeProgress.NONE;

  /** Whether the outcome of the latest crypto task counts although the client has left. */
  private boolean counts;

  /** Also read by the crypto threads, which skip work for disconnected clients. */
  private volatile Life life = Life.OPEN;

  /** Why the connection is closing; null while it is open. */
  private CloseCause cause;

  /**
   * When the peer must have got further. Set at the accept, by the first reply of an exchange and
   * by its success; a refusal leaves it as it is.
   */
  private final Deadlines.Deadline deadline;

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

  Connection(PeerSocket socket, Role role, ConnectionContext context, ContextInternal loop) {
    this.socket = socket;
    this.role = role;
    this.context = context;
    this.loop = loop;
    this.deadline = context.deadlines().create(this::overdue);
    await(CloseCause.NO_OFFER);
  }

  void open() {
    socket.open(this);
    received(role.start());
  }

  /** Closes because the peer has missed its deadline, unless a task is pending. */
  private boolean overdue(CloseCause orElse) {
    if (progress.computing()) {
      return false;
    }
    abort(socket.stalled() ? CloseCause.STALLED : orElse);
    return true;
  }

  private boolean isOverdue() {
    return context.deadlines().isOver(deadline);
  }

  @Override
  public void reset() {
    end(CloseCause.RESET);
  }

  /** Lets the exchange in progress finish, and starts no other. */
  @Override
  public void drain() {
    // The peer may have sent an OFFER that has not been read yet. If the loop was busy until the
    // time was over, one more turn lets it read what has arrived meanwhile.
    after(IN_TRANSIT_MILLIS, () -> after(0, this::closeAtRest));
  }

  /** Timers are the event loop's own: a socket's handler runs outside of Vert.x' contexts. */
  private void after(long millis, Runnable task) {
    loop.nettyEventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
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
    return progress != ExchangeProgress.NONE || in.hasRemaining();
  }

  /** Closes the connection in any state, because the server stops. */
  ChannelFuture cutOff() {
    return abort(underWay() ? CloseCause.CUT_OFF : CloseCause.STOP);
  }

  /** Closes without waiting for the peer to read pending replies. */
  private ChannelFuture abort(CloseCause why) {
    setCause(why);
    return socket.abort();
  }

  private void end(CloseCause why) {
    setCause(why);
    socket.close();
  }

  /** The first cause counts. */
  private void setCause(CloseCause why) {
    cause = cause == null ? why : cause;
  }

  @Override
  public void received(ByteBuffer arrived) {
    if (cause != null) {
      return; // nothing is read any more
    }
    if (in.hasRemaining()) {
      in = ByteBuffer.allocate(in.remaining() + arrived.remaining()).put(in).put(arrived).flip();
    } else {
      in = arrived;
    }
    if (progress.computing()) {
      socket.pause();
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
      taskFailed(e);
    }
    if (!in.hasRemaining()) {
      in = EMPTY; // an idle connection keeps no message
    }
    closeIfAtRest();
  }

  private boolean reads() {
    return !progress.computing() && life != Life.CLOSED && cause == null;
  }

  private void received(Step step) {
    if (step instanceof Step.Send send) {
      context.figures().acked.increment();
      if (progress
          != ExchangeProgress.CONFIRM_DUE) { // else it is a later flight, which adds no time
        await(CloseCause.NO_CONFIRM);
      }
      progress = ExchangeProgress.CONFIRM_DUE;
      socket.write(send.bytes());
    } else if (step instanceof Step.Compute compute) {
      compute(compute);
    } else if (step instanceof Step.Established established) {
      established(established);
      progress = ExchangeProgress.NONE;
      await(CloseCause.IDLE);
      socket.write(established.bytes());
    } else if (step instanceof Step.Refused refused) {
      refused(refused);
    }
  }

  private void established(Step.Established done) {
    context.figures().established(done.session());
    done.session().close();
  }

  private void compute(Step.Compute compute) {
    if (progress != ExchangeProgress.CONFIRM_DUE) {
      context.figures().offers.increment(); // else it is a later part of an exchange in progress
    }
    progress = progress.compute();
    counts = !compute.sheddable();
    CryptoExecutor.Reply reply =
        new CryptoExecutor.Reply(
            next -> computed(next, compute), this::taskFailed, () -> life != Life.CLOSED);
    context.compute().run(compute, loop, reply);
  }

  private void computed(Step next, Step.Compute task) {
    long holdNanos =
        next instanceof Step.Refused refused && WRONG_SECRETS.contains(refused.reason())
            ? task.claimed().get().map(context.attempts()::failed).orElse(0L)
            : 0;
    if (holdNanos == 0 || life == Life.CLOSED) {
      proceed(next);
      return;
    }
    context.figures().delayedRejections.increment();
    after(TimeUnit.NANOSECONDS.toMillis(holdNanos) + 1, () -> proceed(next));
  }

  private void proceed(Step next) {
    progress = progress.computed();
    if (life == Life.CLOSED) {
      if (counts) {
        count(next);
      }
      closeRole();
      return;
    }
    try {
      received(next);
      socket.resume();
    } catch (RuntimeException | Error e) {
      taskFailed(e);
    }
    if (cause == null && isOverdue()) {
      // Here as well as by the deadline, which may find one task after another pending.
      overdue(deadline.cause());
    }
    readBuffered();
  }

  /** Counts the outcome for a client that closed after its last flight. */
  private void count(Step next) {
    if (next instanceof Step.Established established) {
      established(established);
    } else if (next instanceof Step.Refused refused) {
      context.figures().refused(refused.reason());
    }
  }

  /** The role may be at work on another thread: it is closed with the socket. */
  @Override
  public void failed(Throwable failure) {
    context.failures().accept(failure);
    end(CloseCause.FAILURE);
  }

  private void taskFailed(Throwable failure) {
    progress = progress.computed();
    try {
      context.failures().accept(failure);
    } finally {
      closeRole();
      end(CloseCause.FAILURE);
    }
  }

  /** A role that cannot be closed must not keep the connection from ending. */
  private void closeRole() {
    try {
      role.close();
    } catch (RuntimeException | Error e) {
      context.failures().accept(e);
    }
  }

  private void refused(Step.Refused refused) {
    if (OFFER_REFUSALS.contains(refused.reason())) {
      context.figures().offers.increment();
    }
    context.figures().refused(refused.reason());
    progress = ExchangeProgress.NONE;
    ChannelFuture written = socket.write(refused.bytes());
    if (refused.ends()) {
      endAfter(written, CloseCause.of(refused.reason()));
    } else if (isOverdue()) {
      endAfter(written, deadline.cause());
    }
  }

  private void endAfter(ChannelFuture written, CloseCause why) {
    cause = why;
    written.addListener(done -> end(why));
  }

  private void await(CloseCause orElse) {
    context.deadlines().set(deadline, orElse);
  }

  @Override
  public void closed() {
    life = Life.CLOSED;
    context.deadlines().remove(deadline);
    if (!progress.computing()) {
      closeRole();
    }
    context.figures().closed(finalCause());
    context.forget().accept(this);
  }

  private CloseCause finalCause() {
    boolean peers = cause == null || cause == CloseCause.RESET;
    if (peers && progress.computing() && !counts) {
      return CloseCause.ABANDONED;
    }
    return cause == null ? CloseCause.PEER : cause;
  }
}
