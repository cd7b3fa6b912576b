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
 * Runs crypto tasks on the event loop itself, a few per turn. Between two turns the loop accepts
 * connections and reads sockets. So the queue builds up here, where it can be counted and shed, and
 * not in the kernel's listen queue, which drops connections. Serves one event loop.
 */
final class EventLoopCryptoExecutor implements CryptoExecutor {
  /** The longest turn; the loop does not serve its sockets during a turn. */
  private static final long TURN_NANOS = 2_000_000;

  private final Queue<CryptoTask> queue = new ArrayDeque<>();
  private final AtomicInteger depth = new AtomicInteger();
  private final QueueContext queueContext;
  private boolean turnDue;

  EventLoopCryptoExecutor(QueueContext queueContext) {
    this.queueContext = queueContext;
  }

  @Override
  public void run(Step.Compute compute, Context loop, Reply reply) {
    CryptoTask operation = new CryptoTask(compute, loop, reply, System.nanoTime());
    if (operation.isSheddable() && queue.size() >= queueContext.places()) {
      operation.shed(ShedReason.FULL, queueContext);
      return;
    }
    queue.add(operation);
    depth.lazySet(queue.size());
    if (!turnDue) {
      turnDue = true;
      nextTurn(((ContextInternal) loop).nettyEventLoop());
    }
  }

  /** A timer with zero delay runs in the loop's next turn, after its sockets. */
  private void nextTurn(EventLoop loop) {
    loop.schedule(() -> runTurn(loop), 0, TimeUnit.NANOSECONDS);
  }

  private void runTurn(EventLoop loop) {
    long endNanos = System.nanoTime() + TURN_NANOS;
    try {
      do {
        nextBatch().perform(queueContext).forEach(EventLoopCryptoExecutor::release);
      } while (!queue.isEmpty() && System.nanoTime() - endNanos < 0);
    } finally {
      depth.lazySet(queue.size());
      turnDue = !queue.isEmpty();
      if (turnDue) {
        nextTurn(loop);
      }
    }
  }

  /** Reports an exception of the callback, as the loop does where it runs one by itself. */
  private static void release(CryptoTask.Outcome outcome) {
    try {
      outcome.callback().run();
    } catch (RuntimeException | Error e) {
      ((ContextInternal) outcome.loop()).reportException(e);
    }
  }

  /** The task that has waited longest, and those that can be done together with it. */
  private TaskBatch nextBatch() {
    TaskBatch batch = new TaskBatch(queue.remove());
    if (batch.isOpen()) {
      queue.removeIf(batch::admits); // asks in the order of the queue
    }
    return batch;
  }

  @Override
  public int depth() {
    return depth.get();
  }

  @Override
  public int limit() {
    return queueContext.places();
  }

  @Override
  public void close() {
    // The loop ends, and its queued tasks with it.
  }
}
