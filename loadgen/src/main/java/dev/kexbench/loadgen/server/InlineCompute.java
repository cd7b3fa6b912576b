package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs operations on the event loop itself, a few in a turn: between two turns the loop accepts and
 * reads whatever is there, so that connections queue up here, where they can be counted and shed,
 * and not in the kernel's listen queue, which drops them. Serves one event loop.
 */
final class InlineCompute implements ComputeRunner {
  /** How long a turn may keep the loop from its sockets. */
  private static final long TURN_NANOS = 2_000_000;

  private final Queue<Operation> queue = new ArrayDeque<>();
  private final AtomicInteger depth = new AtomicInteger();
  private final Desk desk;
  private boolean turnDue;

  InlineCompute(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run(Step.Compute compute, Context loop, Reply reply) {
    Operation operation = new Operation(compute, reply, System.nanoTime());
    if (queue.size() >= desk.places()) {
      operation.shed(Shed.FULL, desk);
      return;
    }
    queue.add(operation);
    depth.lazySet(queue.size());
    if (!turnDue) {
      turnDue = true;
      nextTurn(((ContextInternal) loop).nettyEventLoop());
    }
  }

  /** A timer that is due at once runs in the loop's next turn, behind its sockets. */
  private void nextTurn(EventLoop loop) {
    loop.schedule(() -> runTurn(loop), 0, TimeUnit.NANOSECONDS);
  }

  private void runTurn(EventLoop loop) {
    long endNanos = System.nanoTime() + TURN_NANOS;
    do {
      Runnable outcome = queue.element().perform(desk);
      queue.remove();
      outcome.run();
    } while (!queue.isEmpty() && System.nanoTime() - endNanos < 0);
    depth.lazySet(queue.size());
    turnDue = !queue.isEmpty();
    if (turnDue) {
      nextTurn(loop);
    }
  }

  @Override
  public int depth() {
    return depth.get();
  }

  @Override
  public int limit() {
    return desk.places();
  }

  @Override
  public void close() {
    // The loop ends, and what waits with it.
  }
}
