package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.Step;

/** A dear operation that waits for its turn, and who is told of its outcome. */
record Operation(Step.Compute compute, ComputeRunner.Reply reply, long queuedNanos) {
  /**
   * Runs it on this thread, or sheds it where that would be for nobody; what is returned tells the
   * connection, on the connection's loop.
   */
  Runnable perform(Desk desk) {
    long waitedNanos = System.nanoTime() - queuedNanos;
    if (!reply.wanted().getAsBoolean()) {
      return () -> shed(Shed.ABANDONED, desk);
    }
    if (waitedNanos > desk.ageNanos()) {
      return () -> shed(Shed.OVERDUE, desk);
    }
    desk.stages().queued(waitedNanos);
    try {
      Step next = desk.stages().timed(compute.work());
      return () -> reply.step().accept(next);
    } catch (RuntimeException | Error e) {
      return () -> reply.failure().accept(e);
    }
  }

  /** Answers that it will not be worked on. */
  void shed(Shed why, Desk desk) {
    desk.figures().shed(why);
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
