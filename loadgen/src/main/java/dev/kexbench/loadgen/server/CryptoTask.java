package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;

/** A dear operation that waits for its turn, and who is told of its outcome. */
record CryptoTask(Step.Compute compute, CryptoExecutor.Reply reply, long queuedNanos) {
  /**
   * Runs it on this thread, or sheds it where that would be for nobody; what is returned tells the
   * connection, on the connection's loop.
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

  /** Answers that it will not be worked on. */
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
