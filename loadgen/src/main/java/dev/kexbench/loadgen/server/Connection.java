package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;

/**
 * One socket with its role. Lives on one event loop; while an operation is out, the bytes that come
 * wait here, and the socket is not read.
 */
final class Connection {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** What an OFFER is refused for before it reaches the private key. */
  private static final Set<Reason> OFFER_REFUSALS =
      EnumSet.of(Reason.ADMISSION, Reason.STALE, Reason.REPLAYED, Reason.UNKNOWN_KEY);

  private final NetSocket socket;
  private final Role role;
  private final Shell shell;
  private final Context loop;

  private ByteBuffer in = NOTHING;
  private boolean computing;
  private boolean paused;
  private boolean closed;
  private CloseCause cause = CloseCause.PEER;

  /** When something is overdue: a first frame, a CONFIRM, a next OFFER. Nanoseconds. */
  private long deadlineNanos;

  Connection(NetSocket socket, Role role, Shell shell, Context loop) {
    this.socket = socket;
    this.role = role;
    this.shell = shell;
    this.loop = loop;
    awaitWithin(shell.limits().firstFrame().toNanos());
  }

  void open() {
    shell.figures().connections.increment();
    socket.handler(this::received);
    socket.exceptionHandler(reset -> end(CloseCause.RESET));
    socket.closeHandler(done -> closed());
    received(role.start());
  }

  /** Ends the connection if it has been silent beyond its deadline. */
  void closeIfOverdue(long nowNanos) {
    if (!computing && nowNanos - deadlineNanos > 0) {
      end(CloseCause.SILENT);
    }
  }

  /** Closes, for this cause unless there was one before. */
  Future<Void> end(CloseCause why) {
    if (cause == CloseCause.PEER) {
      cause = why;
    }
    return socket.close();
  }

  private void received(Buffer more) {
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
      while (in.hasRemaining() && !computing && !closed && cause == CloseCause.PEER) {
        received(role.receive(in));
      }
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private void received(Step step) {
    if (step instanceof Step.Send send) {
      shell.figures().acked.increment();
      awaitWithin(shell.limits().confirm().toNanos());
      write(send.bytes());
    } else if (step instanceof Step.Compute compute) {
      compute(compute);
    } else if (step instanceof Step.Established established) {
      shell.figures().confirmed.increment();
      established.session().close();
      awaitWithin(shell.limits().idle().toNanos());
      write(established.bytes());
    } else if (step instanceof Step.Refused refused) {
      refused(refused);
    }
  }

  private void compute(Step.Compute compute) {
    shell.figures().offers.increment();
    computing = true;
    shell.compute().run(compute, loop, new ComputeRunner.Reply(this::computed, this::failed));
  }

  private void computed(Step next) {
    computing = false;
    if (closed) {
      role.close();
      return;
    }
    received(next);
    resume();
    readOn();
  }

  private void failed(Throwable failure) {
    computing = false;
    shell.failures().accept(failure);
    role.close();
    end(CloseCause.FAILURE);
  }

  private void refused(Step.Refused refused) {
    shell.figures().refused(refused.reason());
    if (OFFER_REFUSALS.contains(refused.reason())) {
      shell.figures().offers.increment();
    }
    awaitWithin(shell.limits().idle().toNanos());
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
      // A peer that does not read its answers is not read either.
      pause();
      socket.drainHandler(done -> resume());
    }
    return socket
        .write(Buffer.buffer(bytes))
        .onSuccess(done -> shell.stages().written(System.nanoTime() - start));
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

  private void awaitWithin(long nanos) {
    deadlineNanos = System.nanoTime() + nanos;
  }

  private void closed() {
    closed = true;
    if (!computing) {
      role.close();
    }
    shell.figures().closed(cause);
    shell.forget().accept(this);
  }
}
