package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;

/** An expensive operation in the queue, and the callbacks for its result. */
record CryptoTask(Step.Compute compute, CryptoExecutor.Reply reply, long queuedNanos) {
  /**
   * Runs the operation on this thread, or sheds it if its client has disconnected or it has waited
   * too long. The result is a callback to run on the connection's event loop.
   */
  Runnable perform(QueueContext queueContext) {
    long waitedNanos = System.nanoTime() - queuedNanos;
    if (!reply.wanted().getAsBoolean()) {
      return () -> shed(ShedReason.ABANDONED, queueContext);
    }
    if (waitedNanos > queueContext.ageNanos()) {
      return () -> shed(ShedReason.OVERDUE, queueContext);
    }
    queueContext.stages().queued(waitedNanos);
    try {
      Step next = queueContext.stages().timed(compute.work());
      return () -> reply.step().accept(next);
    } catch (RuntimeException | Error e) {
      return () -> reply.failure().accept(e);
    }
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
