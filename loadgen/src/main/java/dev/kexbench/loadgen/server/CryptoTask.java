package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;
import io.vertx.core.Context;
import java.util.Optional;

/**
 * An expensive operation in the queue, and the callbacks for its result.
 *
 * @param loop the connection's event loop, on which the callbacks run
 */
record CryptoTask(
    Step.Compute compute, Context loop, CryptoExecutor.Reply reply, long queuedNanos) {
  /** What to do with the result of a task, on its connection's event loop. */
  record Outcome(Context loop, Runnable callback) {}

  /**
   * The outcome of a task whose client has disconnected or that has waited too long, if it may be
   * shed. Empty for any other, whose time in the queue is recorded.
   */
  Optional<Outcome> expired(QueueContext queueContext) {
    try {
      return expiry(queueContext);
    } catch (RuntimeException | Error e) {
      return Optional.of(failed(e));
    }
  }

  private Optional<Outcome> expiry(QueueContext queueContext) {
    long waitedNanos = System.nanoTime() - queuedNanos;
    if (isSheddable() && !reply.wanted().getAsBoolean()) {
      return Optional.of(outcome(() -> shed(ShedReason.ABANDONED, queueContext)));
    }
    if (isSheddable() && waitedNanos > queueContext.ageNanos()) {
      return Optional.of(outcome(() -> shed(ShedReason.OVERDUE, queueContext)));
    }
    queueContext.stages().queued(waitedNanos);
    return Optional.empty();
  }

  /** Whether it may be shed. */
  boolean isSheddable() {
    return compute.sheddable();
  }

  /** Runs the operation on this thread. */
  Outcome perform(QueueContext queueContext) {
    try {
      Step next = queueContext.stages().timed(compute.work());
      return outcome(() -> reply.step().accept(next));
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  /** The outcome of a task that failed. */
  Outcome failed(Throwable failure) {
    return new Outcome(loop, () -> reply.failure().accept(failure));
  }

  /** If the callback throws, this task alone fails. */
  private Outcome outcome(Runnable callback) {
    return new Outcome(
        loop,
        () -> {
          try {
            callback.run();
          } catch (RuntimeException | Error e) {
            reply.failure().accept(e);
          }
        });
  }

  /** Replies that the operation was shed. */
  void shed(ShedReason why, QueueContext queueContext) {
    queueContext.figures().shed(why);
    Step refused;
    try {
      refused = compute.shed().get();
    } catch (RuntimeException | Error e) {
      reply.failure().accept(e);
      return;
    }
    reply.step().accept(refused);
  }
}
