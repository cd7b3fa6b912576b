package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;

/** A dear operation that waits for its turn, and who is told of its outcome. */
record Operation(Step.Compute compute, ComputeRunner.Reply reply, long queuedNanos) {
  /** Runs it on this thread; what is returned tells the connection, on the connection's loop. */
  Runnable perform(ServerStages stages) {
    stages.queued(System.nanoTime() - queuedNanos);
    try {
      Step next = stages.timed(compute.work());
      return () -> reply.step().accept(next);
    } catch (RuntimeException | Error e) {
      return () -> reply.failure().accept(e);
    }
  }

  /** Answers that there is no room for it. */
  static void shed(Step.Compute compute, ComputeRunner.Reply reply) {
    reply.step().accept(compute.shed().get());
  }
}
